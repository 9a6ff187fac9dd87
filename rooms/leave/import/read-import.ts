// SPDX-License-Identifier: EUPL-1.2
/** A file of agents and balances, line by line: what it says, or why it cannot be read. Pure. */
import { readDay } from '#platform/calendar/french-days.ts';
import { readCsv, type CsvFault } from '#platform/documents/read-csv.ts';
import { foldText } from '#platform/text/fold.ts';
import type { Category, Status } from '../law/cet.ts';
import type { Counter } from '../tables.ts';
import { agentFields, counters, fieldsFor, type AgentField } from './import-fields.ts';
import { readWeek } from './read-week.ts';

/** What a line says; null where the file says nothing of it. */
export type FileAgent = {
  line: number;
  number: string | null;
  familyName: string;
  givenName: string;
  email: string | null;
  team: string | null;
  status: Status | null;
  category: Category | null;
  sex: 'F' | 'M' | null;
  arrivedOn: string | null;
  leftOn: string | null;
  /** Half-days worked, Monday morning first. */
  days: readonly boolean[] | null;
  /** Minutes of the full-time week. */
  weekly: number | null;
  percent: number | null;
  /** What is left, in days; in hours for hours. */
  left: Partial<Record<Counter, number>>;
};

export type ImportReading = { agents: FileAgent[]; faults: (CsvFault & { name: string })[]; columns: ReadonlySet<string>; ignored: string[] };

export const MOST_LINES = 5_000;

const statuses: Readonly<Record<string, Status>> = {
  titulaire: 'titulaire',
  fonctionnaire: 'titulaire',
  stagiaire: 'stagiaire',
  contractuel: 'contractuel',
  contractuelle: 'contractuel',
  'contractuel de droit public': 'contractuel',
  prive: 'prive',
  'droit prive': 'prive',
  'contrat de droit prive': 'prive',
};

const sexes: Readonly<Record<string, 'F' | 'M'>> = { f: 'F', femme: 'F', h: 'M', m: 'M', homme: 'M' };

/** Reads the file of a body whose kinds are called so: agents, and a fault in words for each line that is none. */
export function readImport(file: Uint8Array, kinds: Parameters<typeof fieldsFor>[0]): ImportReading {
  const { rows, faults, columns, ignored } = readCsv(file, fieldsFor(kinds), { most: MOST_LINES });
  const reading: ImportReading = { agents: [], faults: faults.map((fault) => ({ ...fault, name: '' })), columns, ignored };
  for (const { line, cells } of rows) {
    const name = `${cells.givenName} ${cells.familyName}`.trim();
    const read = agentOf(line, cells);
    if (typeof read === 'string') reading.faults.push({ line, says: read, name });
    else reading.agents.push(read);
  }
  return reading;
}

function agentOf(line: number, cells: Record<AgentField | Counter, string>): FileAgent | string {
  if (!cells.familyName) return 'Le nom manque.';
  for (const name of ['familyName', 'givenName', 'team'] as const)
    if (cells[name].length > 120) return `La case « ${agentFields[name].titles[0]} » compte au plus 120 caractères.`;
  if (cells.number.length > 40) return 'Le matricule compte au plus 40 caractères.';
  const status = cells.status ? (statuses[foldText(cells.status)] ?? null) : null;
  if (cells.status && !status) return `« ${cells.status} » : écrivez titulaire, stagiaire, contractuel ou droit privé.`;
  const category = /^[ABC]$/i.test(cells.category) ? (cells.category.toUpperCase() as Category) : null; // one of the three letters
  if (cells.category && !category) return `« ${cells.category} » : la catégorie est A, B ou C.`;
  const sex = sexes[foldText(cells.sex)] ?? null;
  if (cells.sex && !sex) return `« ${cells.sex} » : écrivez F ou H, ou laissez la case vide.`;
  const days = cells.days ? readWeek(cells.days) : null;
  if (cells.days && !days) return `« ${cells.days} » : écrivez les jours travaillés ainsi : « lu ma me-matin je ve », ou leur nombre.`;
  const weekly = cells.weekly ? readHours(cells.weekly) : null;
  if (cells.weekly && (weekly === null || weekly < 60 || weekly > 2880))
    return `« ${cells.weekly} » n’est pas une durée de semaine : écrivez 35, 37,5 ou 37h30.`;
  const percent = cells.percent ? readNumber(cells.percent.replace('%', '')) : null;
  if (cells.percent && (percent === null || !Number.isInteger(percent) || percent < 1 || percent > 100))
    return `« ${cells.percent} » n’est pas une quotité de 1 à 100 %.`;
  const [arrivedOn, leftOn] = [isoDay(cells.arrivedOn), isoDay(cells.leftOn)];
  for (const [text, day] of [
    [cells.arrivedOn, arrivedOn],
    [cells.leftOn, leftOn],
  ] as const)
    if (text && day === null) return `« ${text} » n’est pas une date : écrivez 31/12/2026 ou 2026-12-31.`;
  if (arrivedOn && leftOn && leftOn < arrivedOn) return 'Le départ précède l’arrivée.';
  const left: FileAgent['left'] = {};
  for (const counter of counters) {
    if (!cells[counter]) continue;
    const amount = readNumber(cells[counter]);
    if (amount === null || Math.abs(amount) > 10_000) return `« ${cells[counter]} » n’est pas un nombre de jours ou d’heures.`;
    if (amount < 0) return `« ${cells[counter]} » : un solde ne descend pas sous zéro. Régularisez-le avant l’import.`;
    left[counter] = amount;
  }
  const { familyName, givenName } = cells;
  return { line, familyName, givenName, number: cells.number || null, email: cells.email.toLowerCase() || null, team: cells.team || null, status, category, sex, arrivedOn, leftOn, days, weekly, percent, left }; // prettier-ignore
}

function isoDay(text: string): string | null {
  return text ? (readDay(text)?.toString() ?? null) : null;
}

function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** « 37,5 », « 37h30 », « 37:30 » in minutes. */
function readHours(text: string): number | null {
  const clock = /^(\d{1,2})\s*[h:]\s*(\d{2})?$/i.exec(text.trim());
  if (clock) return Number(clock[1]) * 60 + Number(clock[2] ?? 0);
  const hours = readNumber(text.replace(/h(eures?)?$/i, ''));
  return hours === null ? null : Math.round(hours * 60);
}
