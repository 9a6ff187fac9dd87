// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings, type Settings } from './agents/body-calendar.ts';
import { readAgents, type Agent } from './agents/read-agents.ts';
import { planDraw, type Account, type Draw } from './counters/plan-draw.ts';
import { readAccounts } from './counters/read-accounts.ts';
import { settleAgents } from './counters/settle-year.ts';
import type { InventedBody } from './demonstration-data.ts';
import { wishesOf, type Wish } from './demonstration-wishes.ts';
import { onDay } from './demonstration-day.ts';
import { count, isEmpty, rangeOf, type Counted, type Span } from './law/span.ts';
import { saySpan } from './requests/active-leave.ts';
import { columnsOf } from './requests/read-span.ts';
import type { Counter, RequestStatus, Tables } from './tables.ts';

type Kind = Tables['leave.kind'];
type Planned = {
  id: string;
  agent: Agent;
  kind: Kind;
  wish: Wish;
  span: Span;
  counted: Counted;
  draws: readonly Draw[];
  status: RequestStatus;
  askedOn: Temporal.PlainDate;
};

/** The absences that invented agents take and ask for in a year: those that their counters allow, none over another. */
export async function demonstrateAbsences(ctx: Context<Tables>, body: InventedBody, year: number): Promise<void> {
  const agents = await readAgents(ctx);
  const kinds = await ctx.tx.selectFrom('leave.kind').selectAll().where('organisation_id', '=', ctx.organisation).execute();
  const settings = await readSettings(ctx);
  const calendar = await readCalendar(ctx, settings);
  const accounts = await readAccounts(
    ctx,
    agents.map(({ id }) => id),
  );
  const standing = await spansOf(ctx);
  const planned: Planned[] = [];
  for (const [rank, agent] of byList(agents, body).entries()) {
    const taken = standing.get(agent.id) ?? [];
    const left = new Map<Counter, Account[]>();
    for (const wish of wishesOf(rank, year, ctx.today())) {
      const kind = kinds.find(({ key }) => key === wish.kind);
      const span: Span = { unit: 'half-day', from: wish.from, fromHalf: wish.fromHalf ?? 'am', until: wish.until, untilHalf: wish.untilHalf ?? 'pm' };
      if (!kind || isEmpty(span) || !isPossible(ctx, agent, kind, wish) || taken.some((one) => overlap(one, span))) continue;
      const counted = count(span, agent.times, calendar);
      if (counted.halves.length === 0) continue;
      const status = statusOf(ctx, rank, wish, settings);
      let draws: readonly Draw[] = [];
      if (kind.counter) {
        const before = left.get(kind.counter) ?? accounts.filter(({ agentId, counter }) => agentId === agent.id && counter === kind.counter);
        const plan = planDraw(kind.counter, before, counted, agent.unit);
        if (plan.missing > 0) continue;
        if (status !== 'refused') left.set(kind.counter, plan.accounts);
        if (status === 'approved') draws = plan.draws;
      }
      if (status !== 'refused') taken.push(span);
      planned.push({ id: ctx.newId(), agent, kind, wish, span, counted, draws, status, askedOn: askedOn(ctx, kind, wish) });
    }
  }
  await write(ctx, body, planned);
  const ids = agents.map(({ id }) => id);
  for (const each of [year, year + 1])
    if (each <= ctx.today().year)
      await settleAgents(onDay(ctx, earlier(Temporal.PlainDate.from({ year: each, month: 12, day: 31 }), ctx.today())), ids, each);
}

/** In the order of the list, which the wishes are drawn from. */
function byList(agents: readonly Agent[], { agents: listed }: InventedBody): Agent[] {
  return listed.flatMap(
    ({ givenName, familyName }) => agents.find((agent) => agent.givenName === givenName && agent.familyName === familyName) ?? [],
  );
}

function isPossible(ctx: Context<Tables>, { service }: Agent, kind: Kind, { from, until }: Wish): boolean {
  const isForeseen = kind.asked_by === 'agent' && kind.key !== 'enfant-malade';
  return Temporal.PlainDate.compare(service.arrivedOn, from) <= 0 && (isForeseen || Temporal.PlainDate.compare(until, ctx.today()) <= 0);
}

function statusOf(ctx: Context<Tables>, rank: number, { from, waits, refused }: Wish, { approvalLevels }: Settings): RequestStatus {
  if (refused) return 'refused';
  const isFar = ctx.today().until(from, { largestUnit: 'days' }).days > 21;
  if (!waits && !(isFar && rank % 4 === 0)) return 'approved';
  // Whoever answers at the first level gives no answer of their own to their own request.
  return approvalLevels === 2 && rank % 2 === 0 ? 'endorsed' : 'requested';
}

function askedOn(ctx: Context<Tables>, kind: Kind, { from }: Wish): Temporal.PlainDate {
  return earlier(from.subtract({ days: kind.asked_by === 'manager' ? 0 : 24 }), ctx.today().subtract({ days: 2 }));
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
}

function overlap(a: Span, b: Span): boolean {
  const [one, two] = [rangeOf(a), rangeOf(b)];
  return one.from < two.until && two.from < one.until;
}

async function spansOf(ctx: Context<Tables>): Promise<Map<string, Span[]>> {
  const rows = await ctx.tx
    .selectFrom('leave.request')
    .select(['agent_id', 'from_on', 'until_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('status', 'in', ['requested', 'endorsed', 'approved'])
    .execute();
  const spans = new Map<string, Span[]>();
  for (const { agent_id, from_on, until_on } of rows)
    spans.set(agent_id, [
      ...(spans.get(agent_id) ?? []),
      { unit: 'half-day', from: Temporal.PlainDate.from(from_on), fromHalf: 'am', until: Temporal.PlainDate.from(until_on), untilHalf: 'pm' },
    ]);
  return spans;
}

async function write(ctx: Context<Tables>, body: InventedBody, planned: readonly Planned[]): Promise<void> {
  if (planned.length === 0) return;
  const at = (day: Temporal.PlainDate): string => onDay(ctx, day).now().toString();
  const teams = await ctx.tx.selectFrom('leave.team').select(['id', 'name']).where('organisation_id', '=', ctx.organisation).execute();
  const answererOf = ({ agent }: Planned): string => {
    const name = teams.find(({ id }) => id === agent.teamId)?.name;
    const [first] = (body.teams.find((team) => team.name === name)?.managers ?? []).filter((manager) => manager !== agent.name);
    return first ?? 'Camille Gabare';
  };
  await ctx.tx
    .insertInto('leave.request')
    .values(
      planned.map(({ id, agent, kind, wish, span, counted, status, askedOn: day }) => {
        const { from, until } = rangeOf(span);
        return {
          organisation_id: ctx.organisation,
          id,
          agent_id: agent.id,
          kind_id: kind.id,
          status,
          ...columnsOf(span),
          period: `[${from},${until})`,
          days: counted.days,
          minutes: counted.minutes,
          comment: wish.comment ?? '',
          replacement_id: null,
          replaces_id: null,
          asked_at: at(day),
          asked_by: agent.name,
          is_on_behalf: kind.asked_by === 'manager',
          decided_at: status === 'requested' ? null : at(day.add({ days: 1 })),
          version: status === 'requested' ? 1 : 2,
          proofs: 0,
        };
      }),
    )
    .execute();
  const answered = planned.filter(({ status, kind }) => status !== 'requested' && kind.needs_answer);
  if (answered.length > 0)
    await ctx.tx
      .insertInto('leave.answer')
      .values(
        answered.map((one) => ({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          request_id: one.id,
          outcome: one.status as 'endorsed' | 'approved' | 'refused', // what `statusOf` gives besides a request
          reason: one.wish.refused ?? '',
          by_name: answererOf(one),
          in_place_of: null,
          at: at(one.askedOn.add({ days: 1 })),
        })),
      )
      .execute();
  const ill = planned.filter(({ kind }) => kind.is_health);
  if (ill.length > 0)
    await ctx.tx
      .insertInto('leave.health')
      .values(
        ill.map(({ id, agent }) => ({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          request_id: id,
          person_id: agent.personId,
          no_waiting: null,
          note: '',
        })),
      )
      .execute();
  await writeDraws(ctx, planned, at);
}

async function writeDraws(ctx: Context<Tables>, planned: readonly Planned[], at: (day: Temporal.PlainDate) => string): Promise<void> {
  const movements = planned.flatMap(({ id, agent, kind, span, draws, askedOn: day }) =>
    draws.map(({ year, onDay: drawnOn, amount }) => ({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      agent_id: agent.id,
      counter: kind.counter ?? ('annual' as const), // only kinds with a counter draw
      year,
      what: 'taken' as const,
      amount: -amount,
      on_day: drawnOn.toString(),
      request_id: id,
      says: `${kind.label} ${saySpan(span)}`,
      source: '{}',
      at: at(day.add({ days: 1 })),
      by_name: 'Démonstration',
    })),
  );
  if (movements.length > 0) await ctx.tx.insertInto('leave.movement').values(movements).execute();
}
