// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import type { NewAgent } from '../agents/write-working-time.ts';
import { addAgents } from '../agents/add-agents.ts';
import { changeAgent, changeWorkingTime } from '../agents/change-agent.ts';
import type { Agent } from '../agents/read-agents.ts';
import { refuseImport } from '../contract/import.ts';
import { holdAgents, postMovements, type NewMovement } from '../counters/post-movements.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import type { Tables } from '../tables.ts';
import { correctionsOf, planImport, teamsByName, timeOf, type Correction, type PlannedLine } from './plan-import.ts';
import type { FileAgent } from './read-import.ts';
import { minutesOf } from './read-week.ts';

const FULL_WEEK = Array.from({ length: 14 }, (_, half) => half < 10);
const FULL_TIME = 2100;

/**
 * Imports the chosen lines, all or none: agents, services that they name, cycles, and balances, each by a movement that says so. The same file
 * again changes nothing. Refuses a line that is at fault.
 */
export async function applyImport(ctx: Context<Tables>, { content, lines }: { content: string; lines: readonly number[] }) {
  const plan = await planImport(ctx, content);
  const chosen = lines.map(
    (line) => plan.lines.find((one) => one.line === line) ?? { line, action: 'error' as const, says: 'elle n’est pas dans le fichier.' },
  );
  const wrong = chosen.find(({ action }) => action === 'error');
  if (wrong) throw refuseImport('leave.import-line', { line: wrong.line, says: wrong.says }, 'lines');
  const wanted = chosen.flatMap((one) => ('file' in one && one.file ? [{ ...one, file: one.file }] : []));
  await holdAgents(
    ctx,
    wanted.flatMap(({ known }) => known?.id ?? []),
  );
  const teams = await addTeams(ctx, wanted);
  const created = await create(
    ctx,
    wanted.filter(({ action }) => action === 'create'),
    teams,
  );
  const changed = wanted.filter(({ action }) => action === 'change');
  for (const line of changed) if (line.known) await change(ctx, line, line.known, teams);
  return { created, changed: changed.length };
}

type Wanted = PlannedLine & { file: FileAgent };

async function addTeams(ctx: Context<Tables>, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, { id: string }>> {
  const teams = await teamsByName(ctx);
  const missing = new Map(
    wanted.flatMap(({ file: { team } }) => (team && !teams.has(foldText(team)) ? [[foldText(team), { id: ctx.newId(), name: team }]] : [])),
  );
  if (missing.size === 0) return teams;
  await ctx.tx
    .insertInto('leave.team')
    .values([...missing.values()].map(({ id, name }) => ({ organisation_id: ctx.organisation, id, name, minimum_present: 0, archived_at: null })))
    .execute();
  return new Map([...teams, ...missing]);
}

async function create(ctx: Context<Tables>, wanted: readonly Wanted[], teams: ReadonlyMap<string, { id: string }>): Promise<number> {
  const first = `${ctx.today().year}-01-01`;
  const ids = await addAgents(
    ctx,
    wanted.map(({ file, personId }): NewAgent => ({
      personId,
      familyName: file.familyName,
      givenName: file.givenName,
      number: file.number,
      teamId: file.team ? (teams.get(foldText(file.team))?.id ?? null) : null,
      status: file.status ?? 'titulaire',
      category: file.category ?? 'C',
      unit: 'day',
      sex: file.sex,
      arrivedOn: file.arrivedOn ?? (file.leftOn && file.leftOn < first ? file.leftOn : first),
      leftOn: file.leftOn,
      workingTime: {
        terms: [minutesOf(file.days ?? FULL_WEEK, file.weekly ?? FULL_TIME, file.percent ?? 100)],
        percent: file.percent ?? 100,
        fullTimeMinutes: file.weekly ?? FULL_TIME,
      },
    })),
  );
  const accounts = Map.groupBy(await readAccounts(ctx, ids), ({ agentId }) => agentId);
  await postMovements(
    ctx,
    wanted.flatMap(({ file }, rank) => {
      const id = ids[rank] ?? '';
      return correctionsOf(ctx, file, { unit: 'day' }, accounts.get(id) ?? []).map((correction) => opening(ctx, id, correction));
    }),
  );
  return ids.length;
}

async function change(
  ctx: Context<Tables>,
  { file, personId, changesTime }: Wanted,
  known: Agent,
  teams: ReadonlyMap<string, { id: string }>,
): Promise<void> {
  await changeAgent(ctx, {
    id: known.id,
    personId: personId ?? known.personId,
    familyName: file.familyName,
    givenName: file.givenName || known.givenName,
    number: file.number ?? known.number,
    teamId: file.team ? (teams.get(foldText(file.team))?.id ?? null) : known.teamId,
    status: file.status ?? known.status,
    category: file.category ?? known.category,
    unit: known.unit,
    sex: file.sex ?? known.sex,
    arrivedOn: file.arrivedOn ?? known.service.arrivedOn.toString(),
    leftOn: file.leftOn ?? known.service.leftOn?.toString() ?? null,
  });
  if (changesTime) await changeTime(ctx, file, known);
  // Read again: another cycle brings other rights, and the file says what is left.
  const accounts = await readAccounts(ctx, [known.id]);
  await postMovements(
    ctx,
    correctionsOf(ctx, file, known, accounts).map((correction) => opening(ctx, known.id, correction)),
  );
}

async function changeTime(ctx: Context<Tables>, file: FileAgent, known: Agent): Promise<void> {
  const time = timeOf(ctx, known);
  const [week = []] = time?.terms ?? [];
  const percent = file.percent ?? time?.percent ?? 100;
  const fullTimeMinutes = file.weekly ?? time?.fullTimeMinutes ?? FULL_TIME;
  const days = file.days ?? (time ? Array.from({ length: 14 }, (_, half) => (week[half] ?? 0) > 0) : FULL_WEEK);
  const arrivedOn = file.arrivedOn ?? known.service.arrivedOn.toString();
  const today = ctx.today().toString();
  await changeWorkingTime(ctx, {
    id: known.id,
    beginsOn: today > arrivedOn ? today : arrivedOn,
    terms: [minutesOf(days, fullTimeMinutes, percent)],
    percent,
    fullTimeMinutes,
  });
}

function opening(ctx: Context<Tables>, agentId: string, { counter, year, amount }: Correction): NewMovement {
  return { agentId, counter, year, what: 'opening', amount, onDay: ctx.today(), says: 'Solde repris d’un fichier' };
}
