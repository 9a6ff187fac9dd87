// SPDX-License-Identifier: EUPL-1.2
/** What an absence would take, and what stands in its way. Preview, request, change and answer all ask it. */
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { Refusal } from '#platform/http/contract.ts';
import { readCalendar, type Settings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { NO_YEAR, planDraw, type Account, type Plan } from '../counters/plan-draw.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import { readOwnRules } from '../counters/read-own-rules.ts';
import { count, daysOf, isEmpty, type Counted, type Span } from '../law/span.ts';
import { workingTimeOn, type BodyCalendar } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';
import { fewestPresent, type Presence } from './fewest-present.ts';
import { longestRun } from './longest-run.ts';
import { activeLeave, type Active } from './active-leave.ts';
import { sayAmount } from './say-amount.ts';
import { leaveRules } from '../law/rules.ts';

export type Kind = Tables['leave.kind'];

export type Considered = {
  counted: Counted;
  plan: Plan | null;
  /** What would be left of the counter on its last day, what waits for an answer taken off. */
  left: number | null;
  others: readonly Active[];
  presence: Presence | null;
  obstacle: Refusal | null;
  calendar: BodyCalendar;
};

type Asked = {
  agent: Agent;
  kind: Kind;
  span: Span;
  settings: Settings;
  /** The request that is being answered or replaced: it stands in nobody's way. */
  except?: string | undefined;
};

/** Counts an absence and looks for the first obstacle: the law, the counters, other absences, the team. */
export async function consider(ctx: Context<Tables>, asked: Asked): Promise<Considered> {
  const { agent, kind, span, settings, except } = asked;
  const calendar = await readCalendar(ctx, settings);
  const nothing: Counted = { days: 0, minutes: 0, halves: [] };
  if (isEmpty(span)) return none(nothing, calendar, refuse('leave.runs-backwards', {}, 'untilOn'));
  const counted = count(span, agent.times, calendar);
  const { from, until } = daysOf(span);
  const mine = await activeLeave(ctx, { agentIds: [agent.id], from: from.subtract({ days: 45 }), until: until.add({ days: 45 }), except });
  const others = agent.teamId ? await activeLeave(ctx, { teamId: agent.teamId, from, until, except }) : [];
  const away = others.filter(({ agentId }) => agentId !== agent.id);
  const accounts = kind.counter ? await accountsOf(ctx, agent, kind, except) : [];
  const waiting = kind.counter ? drainWaiting(kind, accounts, agent, mine, calendar) : accounts;
  const plan = kind.counter ? planDraw(kind.counter, waiting, counted, agent.unit) : null;
  const presence = agent.teamId && !kind.is_at_work ? await fewestPresent(ctx, { agent, teamId: agent.teamId, counted, away, calendar }) : null;
  const obstacle =
    ofDays(asked, counted) ??
    (await ofLimits(ctx, asked, counted)) ??
    ofOverlap(mine, span, kind) ??
    ofPlan(asked, plan, waiting) ??
    (await ofLength(ctx, asked, mine, calendar)) ??
    (settings.presenceRefuses ? ofPresence(presence) : null);
  const left = plan ? plan.accounts.filter((account) => isUsableOn(kind, account, until)).reduce((sum, account) => sum + account.left, 0) : null;
  return { counted, plan, left, others: away, presence, obstacle, calendar };
}

function none(counted: Counted, calendar: BodyCalendar, obstacle: Refusal): Considered {
  return { counted, plan: null, left: null, others: [], presence: null, obstacle, calendar };
}

function ofDays({ agent, kind, span }: Asked, counted: Counted): Refusal | null {
  const { from, until } = daysOf(span);
  if (span.unit === 'hour' && !kind.takes_hours) return refuse('leave.no-hours', { kind: kind.label }, 'fromTime');
  for (const [day, field] of [
    [from, 'fromOn'],
    [until, 'untilOn'],
  ] as const) {
    const { arrivedOn, leftOn } = agent.service;
    if (Temporal.PlainDate.compare(day, arrivedOn) < 0 || (leftOn && Temporal.PlainDate.compare(day, leftOn) > 0))
      return refuse('leave.outside-service', { name: agent.name, day: formatDay(day) }, field);
    if (!workingTimeOn(agent.times, day)) return refuse('leave.no-working-time', { name: agent.name, day: formatDay(day) }, field);
  }
  // Illness is counted in days of the calendar: it may begin on a Sunday.
  return counted.halves.length === 0 && !kind.is_health && !kind.is_family ? refuse('leave.nothing-taken', {}, 'fromOn') : null;
}

async function ofLimits(ctx: Context<Tables>, { agent, kind, span, except }: Asked, counted: Counted): Promise<Refusal | null> {
  if (kind.most_at_once !== null && counted.days > kind.most_at_once)
    return refuse('leave.too-much-at-once', { kind: kind.label, most: sayAmount(kind.most_at_once, 'day') }, 'untilOn');
  if (kind.most_per_year === null) return null;
  const { year } = daysOf(span).from;
  let query = ctx.tx
    .selectFrom('leave.request')
    .select(({ fn }) => fn.sum<number | null>('days').as('days'))
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agent.id)
    .where('kind_id', '=', kind.id)
    .where('status', 'in', ['requested', 'endorsed', 'approved'])
    .where('from_on', '>=', `${year}-01-01`)
    .where('from_on', '<=', `${year}-12-31`);
  if (except) query = query.where('id', '<>', except);
  const used = Number((await query.executeTakeFirstOrThrow()).days ?? 0);
  if (used + counted.days <= kind.most_per_year) return null;
  const left = Math.max(0, kind.most_per_year - used);
  return refuse(
    'leave.too-much-this-year',
    { kind: kind.label, most: sayAmount(kind.most_per_year, 'day'), left: sayAmount(left, 'day') },
    'untilOn',
  );
}

// Illness cuts into a leave that was granted: it is not refused for it.
function ofOverlap(mine: readonly Active[], span: Span, kind: Kind): Refusal | null {
  const other = mine.find((one) => one.overlaps(span) && !(kind.is_health && one.counter !== null));
  return other ? refuse('leave.overlaps', { with: other.says }, 'fromOn') : null;
}

function ofPlan({ agent, kind, span }: Asked, plan: Plan | null, accounts: readonly Account[]): Refusal | null {
  if (!plan || plan.missing === 0) return null;
  const { until } = daysOf(span);
  const unit = unitOf(agent, kind);
  const left = accounts.filter((account) => isUsableOn(kind, account, until)).reduce((sum, account) => sum + account.left, 0);
  return refuse('leave.not-enough', { missing: sayAmount(plan.missing, unit), left: sayAmount(Math.max(0, left), unit) }, 'untilOn');
}

async function ofLength(
  ctx: Context<Tables>,
  { agent, kind, span }: Asked,
  mine: readonly Active[],
  calendar: BodyCalendar,
): Promise<Refusal | null> {
  if (kind.counter !== 'annual') return null;
  const own = await readOwnRules(ctx);
  const most = leaveRules.ruleFor('leave.longest-absence', daysOf(span).from, own['leave.longest-absence']).value;
  const days = longestRun([...mine.filter(({ counter }) => counter === 'annual').map((one) => one.span), span], agent.times, calendar);
  return days > most ? refuse('leave.too-long', { days, most }, 'untilOn') : null;
}

function ofPresence(presence: Presence | null): Refusal | null {
  if (!presence || presence.present >= presence.minimum) return null;
  return refuse('leave.too-few-present', { team: presence.team, minimum: presence.minimum, day: formatDay(presence.day) }, 'fromOn');
}

async function accountsOf(ctx: Context<Tables>, agent: Agent, kind: Kind, except: string | undefined): Promise<Account[]> {
  const accounts = (await readAccounts(ctx, [agent.id])).filter(({ counter }) => counter === kind.counter);
  // What is being changed gives back what it took.
  const taken = except
    ? await ctx.tx
        .selectFrom('leave.movement')
        .select(({ fn }) => ['year', fn.sum<number>('amount').as('amount')])
        .where('organisation_id', '=', ctx.organisation)
        .where('request_id', '=', except)
        .groupBy('year')
        .execute()
    : [];
  return accounts.map(({ year, left, until }) => ({ year, until, left: left - Number(taken.find((one) => one.year === year)?.amount ?? 0) }));
}

/** What is left once those that wait for an answer are served, in the order of their days. */
function drainWaiting(kind: Kind, accounts: readonly Account[], agent: Agent, mine: readonly Active[], calendar: BodyCalendar): Account[] {
  if (!kind.counter) return [...accounts];
  const { counter } = kind;
  return mine
    .filter((one) => one.counter === counter && one.status !== 'approved')
    .toSorted((a, b) => Temporal.PlainDate.compare(daysOf(a.span).from, daysOf(b.span).from))
    .reduce<Account[]>((left, one) => planDraw(counter, left, count(one.span, agent.times, calendar), agent.unit).accounts, [...accounts]);
}

/** Whether an account may be drawn on that day. */
export function isUsableOn(kind: Kind, { year, until }: Account, day: Temporal.PlainDate): boolean {
  return (
    year === NO_YEAR ||
    year === day.year ||
    (year < day.year && until !== null && Temporal.PlainDate.compare(day, until) <= 0) ||
    kind.counter === 'cet'
  );
}

/** Unit in which a counter of this agent is kept: hours worked in advance are always hours, what is saved always days. */
export function unitOf(agent: Pick<Agent, 'unit'>, kind: Pick<Kind, 'counter'>): 'day' | 'hour' {
  if (kind.counter === 'hours') return 'hour';
  return kind.counter === 'cet' ? 'day' : agent.unit;
}
