// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { dayMinutes } from '../counters/expected.ts';
import { readAccounts, type AgentAccount } from '../counters/read-accounts.ts';
import { readOwnRules } from '../counters/read-own-rules.ts';
import { maySave, optionTerms, payable, type Option } from '../law/cet.ts';
import { keptLeave, type Hindrance } from '../law/kept-leave.ts';
import type { OwnRules } from '../law/own-rules.ts';
import { leaveRules } from '../law/rules.ts';
import { weeklyDays, workingTimeOn } from '../law/working-time.ts';
import type { Counter, Tables } from '../tables.ts';

/** In days. */
export type SavedOption = { beyond: number; payable: number; dayCents: number; unchosen: Option };

export type ClosingLine = {
  agentId: string;
  name: string;
  unit: 'day' | 'hour';
  annualLeft: number;
  rttLeft: number;
  keptByRight: { amount: number; until: string; ground: 'health' | 'family' } | null;
  authorised: { amount: number; until: string } | null;
  maySave: { annual: number; rtt: number } | null;
  saved: number;
  /** Days that the agent chooses for by 31 January; reports of years closed before it was told have none. */
  option?: SavedOption | null;
  lost: number;
};

/** What becomes of each agent's rest when a year is closed, in days (minutes for whoever counts in hours); or the report of a year that was. */
export async function prepareClosing(ctx: Context<Tables>, { year }: { year: number }) {
  const closed = await ctx.tx
    .selectFrom('leave.closing')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '=', year)
    .executeTakeFirst();
  if (closed)
    // Written by `closeYear`.
    return {
      year,
      closedAt: closed.closed_at,
      closedBy: closed.closed_by,
      lines: closed.report as ClosingLine[],
      waiting: 0,
      digest: digestOf(closed.report),
    };
  const lines = await closingLines(ctx, year);
  return { year, closedAt: null, closedBy: null, lines, waiting: await waitingOf(ctx, year), digest: digestOf(lines) };
}

/** The digest by which whoever closes says what they have read. */
export function digestOf(lines: unknown): string {
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

/** Requests of a year that nobody has answered. */
export async function waitingOf(ctx: Context<Tables>, year: number): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('leave.request')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('status', 'in', ['requested', 'endorsed'])
    .where('from_on', '<=', `${year}-12-31`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A line for each agent, under these rules or those that the body has. */
export async function closingLines(ctx: Context<Tables>, year: number, rules?: OwnRules): Promise<ClosingLine[]> {
  const there = (await readAgents(ctx)).filter(({ service }) => service.arrivedOn.year <= year);
  const accounts = await readAccounts(
    ctx,
    there.map(({ id }) => id),
  );
  // A year of which nothing was counted here, as before the body began, leaves nothing to close.
  const counted = new Set(accounts.filter((account) => account.year === year).map(({ agentId }) => agentId));
  const agents = there.filter(({ id }) => counted.has(id));
  const hindrances = await hindrancesOf(ctx, year);
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  // Only a text that looks at the end of the year before asks for it.
  const before = leaveRules.ruleOn('leave.cet-beyond', last).value
    ? await readAccounts(
        ctx,
        agents.map(({ id }) => id),
        last.subtract({ years: 1 }),
      )
    : [];
  const held = new Map(before.filter(({ counter }) => counter === 'cet').map(({ agentId, left }) => [agentId, left]));
  const byKey = new Map(accounts.map((account) => [`${account.agentId} ${account.counter} ${account.year}`, account]));
  const savers = new Set(
    (await ctx.tx.selectFrom('leave.savings_account').select('agent_id').where('organisation_id', '=', ctx.organisation).execute()).map(
      ({ agent_id }) => agent_id,
    ),
  );
  const own = rules ?? (await readOwnRules(ctx));
  const { cetIsPaid } = await readSettings(ctx);
  const until = authorisedUntil(year, own);
  return agents.map((agent) =>
    lineOf(agent, {
      year,
      accounts: byKey,
      hindrances: hindrances.get(agent.id) ?? [],
      held: held.get(agent.id) ?? 0,
      hasSavings: savers.has(agent.id),
      isPaid: cetIsPaid,
      until,
      own,
    }),
  );
}

type Facts = {
  year: number;
  accounts: ReadonlyMap<string, AgentAccount>;
  hindrances: readonly Hindrance[];
  held: number;
  hasSavings: boolean;
  /** Whether the body voted to pay saved days. */
  isPaid: boolean;
  until: string | null;
  own: OwnRules;
};

function lineOf(agent: Agent, { year, accounts, hindrances, held, hasSavings, isPaid, until, own }: Facts): ClosingLine {
  const account = (counter: Counter, of: number) => accounts.get(`${agent.id} ${counter} ${of}`);
  const [annual, rtt] = [account('annual', year), account('rtt', year)];
  const toDays = (amount: number): number => (agent.unit === 'day' ? amount : (amount * 100) / dayMinutes(agent, year));
  const time = workingTimeOn(agent.times, Temporal.PlainDate.from({ year, month: 12, day: 31 }));
  const left = Math.max(0, annual?.left ?? 0);
  const rttLeft = Math.max(0, rtt?.left ?? 0);
  const kept = keptLeave({
    year,
    left: toDays(left),
    taken: toDays(annual?.taken ?? 0),
    weeklyDays: time ? weeklyDays(time.terms) : 5,
    hindrances,
    own,
  });
  const keptAmount = kept
    ? Math.min(left, agent.unit === 'day' ? kept.hundredths : Math.round((kept.hundredths * dayMinutes(agent, year)) / 100))
    : 0;
  const rest = left - keptAmount;
  const authorised = until && rest > 0 ? { amount: shown(agent, rest), until } : null;
  const saved = account('cet', 0)?.left ?? 0;
  const saving = hasSavings && agent.unit === 'day';
  const may = saving ? maySave({ year, saved, held, annualLeft: rest, annualTaken: annual?.taken ?? 0, rttLeft, time }) : null;
  return {
    agentId: agent.id,
    name: agent.name,
    unit: agent.unit,
    annualLeft: shown(agent, left),
    rttLeft: shown(agent, rttLeft),
    keptByRight:
      kept && keptAmount > 0
        ? {
            amount: shown(agent, keptAmount),
            until: kept.until.toString(),
            ground: hindrances.some(({ cause }) => cause === 'family') ? 'family' : 'health',
          }
        : null,
    authorised,
    maySave: may && { annual: may.annual / 100, rtt: may.rtt / 100 },
    saved: saved / 100,
    option: isPaid ? optionOf(agent, year, saved, own) : null,
    lost: shown(agent, (authorised ? 0 : rest) + rttLeft),
  };
}

/** What an agent of a body that pays saved days chooses for by the 31 January after a year, once so much is saved (in hundredths); null for nothing. */
export function optionOf(agent: Pick<Agent, 'status' | 'category'>, year: number, saved: number, own: OwnRules): SavedOption | null {
  const terms = optionTerms(Temporal.PlainDate.from({ year: year + 1, month: 1, day: 31 }), agent, own['leave.cet-paid-days']);
  if (saved <= terms.beyond) return null;
  return { beyond: (saved - terms.beyond) / 100, payable: payable(terms, saved) / 100, dayCents: terms.dayCents, unchosen: terms.unchosen };
}

function shown({ unit }: Agent, amount: number): number {
  return unit === 'day' ? amount / 100 : amount;
}

/** Last day of what the body lets its agents take of the past year, if it does. */
function authorisedUntil(year: number, own: OwnRules): string | null {
  const { value } = leaveRules.ruleFor(
    'leave.carry-over-until',
    Temporal.PlainDate.from({ year, month: 12, day: 31 }),
    own['leave.carry-over-until'],
  );
  return value === null ? null : `${year + 1}-${value}`;
}

/** Absences of a year for health or family that were granted, by agent. */
async function hindrancesOf(ctx: Context<Tables>, year: number): Promise<Map<string, Hindrance[]>> {
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .select(['r.agent_id', 'r.from_on', 'r.until_on', 'k.is_health'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', '=', 'approved')
    .where('r.from_on', '<=', `${year}-12-31`)
    .where('r.until_on', '>=', `${year}-01-01`)
    .where((where) => where.or([where('k.is_health', '=', true), where('k.is_family', '=', true)]))
    .execute();
  const found = new Map<string, Hindrance[]>();
  for (const { agent_id, from_on, until_on, is_health } of rows)
    found.set(agent_id, [
      ...(found.get(agent_id) ?? []),
      { from: Temporal.PlainDate.from(from_on), until: Temporal.PlainDate.from(until_on), cause: is_health ? 'health' : 'family' },
    ]);
  return found;
}
