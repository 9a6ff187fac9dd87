// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { readAgents } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import { holdAgent, holdAgents, nameOf, postMovements, type NewMovement } from '../counters/post-movements.ts';
import { readOwnRules } from '../counters/read-own-rules.ts';
import { settleAgents } from '../counters/settle-year.ts';
import { refusesAccount } from '../law/cet.ts';
import { leaveRules } from '../law/rules.ts';
import type { Tables } from '../tables.ts';
import { closingLines, digestOf, optionOf, waitingOf, type ClosingLine } from './prepare.ts';

type Saving = { agentId: string; annual: number; rtt: number };

/** Opens a year's counters for every agent who is there in it. */
export async function openYear(ctx: Context<Tables>, { year }: { year: number }): Promise<{ changed: number }> {
  const agents = (await readAgents(ctx)).filter(
    ({ service }) => service.arrivedOn.year <= year && (service.leftOn === null || service.leftOn.year >= year),
  );
  const changed = await settleAgents(
    ctx,
    agents.map(({ id }) => id),
    year,
  );
  return { changed: changed.size };
}

/**
 * Closes a year as its preparation showed: what illness hindered is kept, what the body authorises is carried over, what agents ask is saved, the
 * rest is lost, each by its movement. Refuses a year that is not over or closed already, one with requests that wait, and counters that changed.
 */
export async function closeYear(
  ctx: Context<Tables>,
  { year, digest, savings }: { year: number; digest: string; savings: readonly Saving[] },
): Promise<void> {
  if (year >= ctx.today().year) throw refuse('leave.year-not-over', { year, next: year + 1 });
  const before = await ctx.tx
    .selectFrom('leave.closing')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '=', year)
    .executeTakeFirst();
  if (before) throw refuse('leave.year-closed', { year });
  const waiting = await waitingOf(ctx, year);
  if (waiting > 0) throw refuse('leave.year-waits', { year, count: waiting });
  const agents = await readAgents(ctx);
  await holdAgents(
    ctx,
    agents.map(({ id }) => id),
  );
  const lines = await closingLines(ctx, year);
  if (digestOf(lines) !== digest) throw refuse('leave.closing-changed');
  savings.forEach((saving, rank) => checkSaving(lines, saving, rank));
  const ends = lines.map((line) =>
    endOf(
      year,
      line,
      savings.find(({ agentId }) => agentId === line.agentId),
    ),
  );
  await postMovements(
    ctx,
    ends.flatMap(({ movements }) => movements),
  );
  await writeCarryOvers(
    ctx,
    ends.flatMap(({ carryOver }) => carryOver ?? []),
  );
  const own = await readOwnRules(ctx);
  const { cetIsPaid } = await readSettings(ctx);
  const agentOf = new Map(agents.map((agent) => [agent.id, agent]));
  const report = ends.map(({ reported }): ClosingLine => {
    const agent = agentOf.get(reported.agentId);
    return { ...reported, option: agent && cetIsPaid ? optionOf(agent, year, Math.round(reported.saved * 100), own) : null };
  });
  await ctx.tx
    .insertInto('leave.closing')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      year,
      report: JSON.stringify(report),
      closed_at: ctx.now().toString(),
      closed_by: nameOf(ctx),
    })
    .execute();
}

function checkSaving(lines: readonly ClosingLine[], { agentId, annual, rtt }: Saving, rank: number): void {
  const line = lines.find((one) => one.agentId === agentId);
  if (!line) throw refuse('leave.unknown-agent', {}, `savings.${rank}.agentId`);
  const { maySave, name } = line;
  if (!maySave) throw refuse('leave.no-savings', { name }, `savings.${rank}.agentId`);
  if (annual > maySave.annual)
    throw refuse(
      'leave.may-not-save',
      { says: `${name} peut épargner ${comma(maySave.annual)} jour(s) de congé annuel, pas davantage.` },
      `savings.${rank}.annual`,
    );
  if (rtt > maySave.rtt)
    throw refuse('leave.may-not-save', { says: `${name} peut épargner ${comma(maySave.rtt)} jour(s) de RTT, pas davantage.` }, `savings.${rank}.rtt`);
  if (!Number.isInteger(annual) || !Number.isInteger(rtt))
    throw refuse('leave.may-not-save', { says: 'Le compte épargne-temps reçoit des jours entiers.' }, `savings.${rank}.annual`);
}

type CarryOver = Pick<Tables['leave.carry_over'], 'agent_id' | 'counter' | 'year' | 'amount' | 'until_on' | 'ground' | 'says'>;

/** What the end of a year makes of an agent's rest. Pure. */
function endOf(
  year: number,
  line: ClosingLine,
  saving: Saving | undefined,
): { movements: NewMovement[]; carryOver: CarryOver | null; reported: ClosingLine } {
  const scale = line.unit === 'day' ? 100 : 1;
  const [savedAnnual, savedRtt] = [(saving?.annual ?? 0) * 100, (saving?.rtt ?? 0) * 100];
  const kept = Math.round((line.keptByRight?.amount ?? 0) * scale);
  const carried = line.authorised ? Math.max(0, Math.round(line.authorised.amount * scale) - savedAnnual) : 0;
  const lostAnnual = Math.round(line.annualLeft * scale) - kept - carried - savedAnnual;
  const lostRtt = Math.round(line.rttLeft * scale) - savedRtt;
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const base = { agentId: line.agentId, year, onDay: last } as const;
  // One last day for the whole rest of the year: the later of the right and of what the body authorises.
  const until = [line.keptByRight?.until, carried > 0 ? line.authorised?.until : undefined]
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1);
  return {
    movements: [
      { ...base, counter: 'annual', what: 'saved', amount: -savedAnnual, says: 'Épargné sur le compte épargne-temps' },
      { ...base, counter: 'rtt', what: 'saved', amount: -savedRtt, says: 'Épargné sur le compte épargne-temps' },
      { ...base, counter: 'cet', year: NO_YEAR, what: 'saved', amount: savedAnnual + savedRtt, says: `Épargné sur ${year}` },
      { ...base, counter: 'annual', what: 'lost', amount: -lostAnnual, says: `Clôture de ${year} : non pris` },
      { ...base, counter: 'rtt', what: 'lost', amount: -lostRtt, says: `Clôture de ${year} : non pris` },
    ],
    carryOver:
      until && kept + carried > 0
        ? {
            agent_id: line.agentId,
            counter: 'annual',
            year,
            amount: kept + carried,
            until_on: until,
            ground: line.keptByRight?.ground ?? 'authorised',
            says: line.keptByRight ? leaveRules.ruleOn('leave.kept-months', last).text : 'Reliquat autorisé par la collectivité',
          }
        : null,
    reported: { ...line, saved: line.saved + (savedAnnual + savedRtt) / 100, lost: (lostAnnual + lostRtt) / scale },
  };
}

async function writeCarryOvers(ctx: Context<Tables>, carryOvers: readonly CarryOver[]): Promise<void> {
  if (carryOvers.length === 0) return;
  await ctx.tx
    .insertInto('leave.carry_over')
    .values(
      carryOvers.map((carryOver) => ({
        ...carryOver,
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        decided_at: ctx.now().toString(),
        decided_by: nameOf(ctx),
      })),
    )
    .execute();
}

/** Opens the compte épargne-temps that an agent asks for. Refuses probation, private law, and less than a year of service. */
export async function openSavings(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  if (!(await holdAgent(ctx, id))) throw refuse('leave.unknown-agent');
  const [agent] = await readAgents(ctx, { ids: [id] });
  if (!agent) throw refuse('leave.unknown-agent');
  const why = refusesAccount(agent.status, agent.service.arrivedOn, ctx.today());
  if (why) throw refuse('leave.may-not-save', { says: `${agent.name} ne peut pas ouvrir de compte épargne-temps : ${reasons[why]}.` });
  const written = await ctx.tx
    .insertInto('leave.savings_account')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), agent_id: id, opened_on: ctx.today().toString(), opened_by: nameOf(ctx) })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'agent_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('leave.savings-open', { name: agent.name });
}

const reasons = {
  probation: 'un stagiaire n’en ouvre pas (décret n° 2004-878 du 26 août 2004, art. 2)',
  'private-law': 'il est réservé aux agents publics',
  service: 'il faut une année de service',
} as const;

function comma(value: number): string {
  return String(value).replace('.', ',');
}
