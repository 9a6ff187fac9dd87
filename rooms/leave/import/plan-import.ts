// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { refuseImport, type ImportLine } from '../contract/import.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import { readAccounts, type AgentAccount } from '../counters/read-accounts.ts';
import { workingTimeOn } from '../law/working-time.ts';
import { sayAmount } from '../requests/say-amount.ts';
import type { Counter, Tables } from '../tables.ts';
import { counters } from './import-fields.ts';
import { readImport, type FileAgent } from './read-import.ts';

/** A counter that the file says otherwise: what to add to it, in hundredths or minutes. */
export type Correction = { counter: Counter; year: number; amount: number };

export type PlannedLine = ImportLine & {
  file: FileAgent | null;
  known: Agent | null;
  personId: string | null;
  /** Whether the week, its hours or the share of full time differ. */
  changesTime: boolean;
  corrections: readonly Correction[];
};

export type ImportPlan = { lines: PlannedLine[]; ignored: string[]; teams: string[] };

/** What a CSV file would do to the agents of the body and to their counters, line by line. Refuses a file of which nothing can be read. */
export async function planImport(ctx: Context<Tables>, content: string): Promise<ImportPlan> {
  const kinds = await ctx.tx.selectFrom('leave.kind').select(['label', 'short', 'counter']).where('organisation_id', '=', ctx.organisation).execute();
  const { agents: file, faults, columns, ignored } = readImport(Buffer.from(content, 'base64'), kinds);
  const [first] = faults;
  if (file.length === 0 && first && columns.size === 0) throw refuseImport('leave.import-unreadable', { why: first.says }, 'content');
  const body = await readBody(ctx);
  const seen = new Set<string>();
  const lines = file.map((agent) => planLine(ctx, agent, body, seen));
  const faulty = faults.map(({ line, says, name }) => faultyLine(line, name, says));
  const all = [...lines, ...faulty].toSorted((a, b) => a.line - b.line);
  const wanted = all.flatMap((line) => line.file?.team ?? []);
  const teams = [...new Map(wanted.map((name) => [foldText(name), name])).values()].filter((name) => !body.teams.has(foldText(name)));
  return { lines: all, ignored, teams };
}

/** The same, as whoever imports reads it. */
export async function previewImport(ctx: Context<Tables>, { content }: { content: string }) {
  const { lines, ignored, teams } = await planImport(ctx, content);
  return { lines: lines.map(({ line, action, name, says }) => ({ line, action, name, says })), ignored, teams };
}

type Body = {
  agents: readonly Agent[];
  accounts: ReadonlyMap<string, readonly AgentAccount[]>;
  teams: ReadonlyMap<string, { id: string; name: string }>;
  people: ReadonlyMap<string, string>;
};

async function readBody(ctx: Context<Tables>): Promise<Body> {
  const agents = await readAgents(ctx);
  const accounts = await readAccounts(
    ctx,
    agents.map(({ id }) => id),
  );
  const serving = await holdersOf(ctx, 'leave.request');
  return {
    agents,
    accounts: Map.groupBy(accounts, ({ agentId }) => agentId),
    teams: await teamsByName(ctx),
    people: new Map(serving.flatMap(({ email, personId }) => (email ? [[email.toLowerCase(), personId] as const] : []))),
  };
}

/** Teams of the body by their name, written without accents or case. */
export async function teamsByName(ctx: Context<Tables>): Promise<Map<string, { id: string; name: string }>> {
  const rows = await ctx.tx
    .selectFrom('leave.team')
    .select(['id', 'name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [foldText(row.name), row]));
}

function planLine(ctx: Context<Tables>, file: FileAgent, body: Body, seen: Set<string>): PlannedLine {
  const name = `${file.givenName} ${file.familyName}`.trim();
  const personId = file.email ? (body.people.get(file.email) ?? null) : null;
  const found = findKnown(file, personId, body.agents);
  if (found === 'several') return faultyLine(file.line, name, 'Plusieurs agents portent ce nom : ajoutez leur matricule.');
  const key = found?.id ?? (file.number ? `n ${file.number}` : foldText(name));
  if (seen.has(key)) return faultyLine(file.line, name, 'Cet agent est déjà sur une ligne précédente.');
  seen.add(key);
  if (file.number && body.agents.some((other) => other.number === file.number && other.id !== found?.id))
    return faultyLine(file.line, name, `Le matricule ${file.number} est celui d’un autre agent.`);
  if (personId && body.agents.some((other) => other.personId === personId && other.id !== found?.id && other.service.leftOn === null))
    return faultyLine(file.line, name, 'Ce compte est déjà celui d’un autre agent.');
  if (!found)
    return { line: file.line, action: 'create', name, says: newSays(file), file, known: null, personId, changesTime: false, corrections: [] };
  const arrivedOn = file.arrivedOn ?? found.service.arrivedOn.toString();
  const leftOn = file.leftOn ?? found.service.leftOn?.toString();
  if (leftOn && leftOn < arrivedOn) return faultyLine(file.line, name, 'Le départ précède l’arrivée.');
  const changesTime = differs(file, timeOf(ctx, found));
  const corrections = correctionsOf(ctx, file, found, body.accounts.get(found.id) ?? []);
  const changed = [
    ...fieldsChanged(file, found, personId, body),
    ...(changesTime ? ['temps de travail'] : []),
    ...corrections.map(({ counter }) => counterWords[counter]),
  ];
  const action = changed.length > 0 ? 'change' : 'same';
  return { line: file.line, action, name, says: changed.length > 0 ? `Change : ${changed.join(', ')}` : 'Déjà à jour', file, known: found, personId, changesTime, corrections }; // prettier-ignore
}

function findKnown({ number, familyName, givenName }: FileAgent, personId: string | null, agents: readonly Agent[]): Agent | 'several' | null {
  const byNumber = number ? agents.find((agent) => agent.number === number) : undefined;
  const byPerson = personId ? agents.find((agent) => agent.personId === personId) : undefined;
  if (byNumber ?? byPerson) return byNumber ?? byPerson ?? null;
  const name = foldText(`${givenName} ${familyName}`);
  // Somebody who carries another number is somebody else.
  const [first, second] = agents.filter((agent) => foldText(`${agent.givenName} ${agent.familyName}`) === name && !(number && agent.number));
  return second ? 'several' : (first ?? null);
}

function newSays({ status, category, arrivedOn, team, left }: FileAgent): string {
  const unsaid = [...(status ? [] : ['titulaire']), ...(category ? [] : ['catégorie C']), ...(arrivedOn ? [] : ['là depuis le 1er janvier'])];
  const balances = counters.flatMap((counter) => {
    const said = left[counter];
    return said === undefined
      ? []
      : [`${counterWords[counter]} : ${counter === 'hours' ? sayAmount(said * 60, 'hour') : sayAmount(said * 100, 'day')}`];
  });
  return `${['Nouvel agent', ...(team ? [team] : []), ...balances].join(', ')}${unsaid.length > 0 ? `. Faute de précision : ${unsaid.join(', ')}` : ''}`;
}

/** The cycle that counts today, or the first one of an agent to come. */
export function timeOf(ctx: Context<Tables>, { times }: Agent) {
  return workingTimeOn(times, ctx.today()) ?? times[0] ?? null;
}

function differs({ days, weekly, percent }: FileAgent, time: ReturnType<typeof timeOf>): boolean {
  if (!time) return days !== null || weekly !== null || percent !== null;
  const [week = []] = time.terms;
  return (
    (days !== null && days.some((isWorked, half) => isWorked !== (week[half] ?? 0) > 0)) ||
    (weekly !== null && weekly !== time.fullTimeMinutes) ||
    (percent !== null && percent !== time.percent)
  );
}

function fieldsChanged(file: FileAgent, known: Agent, personId: string | null, { teams }: Body): string[] {
  const team = file.team ? teams.get(foldText(file.team)) : undefined;
  const compared: readonly (readonly [string, string | null, string | null])[] = [
    ['nom', file.familyName, known.familyName],
    ['prénom', file.givenName || null, known.givenName],
    ['matricule', file.number, known.number],
    ['service', file.team && (team?.id ?? 'new'), known.teamId],
    ['statut', file.status, known.status],
    ['catégorie', file.category, known.category],
    ['sexe', file.sex, known.sex],
    ['arrivée', file.arrivedOn, known.service.arrivedOn.toString()],
    ['départ', file.leftOn, known.service.leftOn?.toString() ?? null],
    ['compte', personId, known.personId],
  ];
  // A cell that is empty says nothing: nobody loses their number by an import.
  return compared.flatMap(([label, said, kept]) => (said !== null && said !== kept ? [label] : []));
}

/** What the file's balances add to the counters of an agent. */
export function correctionsOf(
  ctx: Context<Tables>,
  { left }: FileAgent,
  agent: Pick<Agent, 'unit'>,
  accounts: readonly AgentAccount[],
): Correction[] {
  return counters.flatMap((counter) => {
    const said = left[counter];
    if (said === undefined) return [];
    const year = counter === 'annual' || counter === 'rtt' ? ctx.today().year : NO_YEAR;
    const isDays = counter === 'cet' || (counter !== 'hours' && agent.unit === 'day');
    const kept = accounts.find((account) => account.counter === counter && account.year === year)?.left ?? 0;
    const amount = Math.round(said * (isDays ? 100 : 60)) - kept;
    return amount === 0 ? [] : [{ counter, year, amount }];
  });
}

const counterWords: Readonly<Record<Counter, string>> = {
  annual: 'congés annuels',
  rtt: 'RTT',
  cet: 'compte épargne-temps',
  hours: 'heures à récupérer',
};

function faultyLine(line: number, name: string, says: string): PlannedLine {
  return { line, name, action: 'error', says, file: null, known: null, personId: null, changesTime: false, corrections: [] };
}
