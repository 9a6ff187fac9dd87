// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { readCsv, type CsvFault } from '#platform/documents/read-csv.ts';
import { Refusal } from '#platform/http/contract.ts';
import { foldText } from '#platform/text/fold.ts';
import { checkDates } from '../mandates/check-dates.ts';
import { kindWords, PATH_MARK } from './directory-csv.ts';

export const importFields = {
  id: { titles: ['Identifiant'] },
  familyName: { titles: ['Nom', 'Nom de famille'], isRequired: true },
  givenName: { titles: ['Prénom'], isRequired: true },
  title: { titles: ['Fonction', 'Poste'] },
  kind: { titles: ['Nature', 'Type'] },
  email: { titles: ['Adresse électronique', 'Courriel', 'E-mail'] },
  phone: { titles: ['Téléphone', 'Téléphone fixe'] },
  mobile: { titles: ['Mobile', 'Téléphone mobile', 'Portable'] },
  office: { titles: ['Bureau'] },
  unit: { titles: ['Service'] },
  skills: { titles: ['Compétences'] },
  delegation: { titles: ['Délégations', 'Délégation'] },
  beginsOn: { titles: ['Premier jour', 'Début'] },
  endsOn: { titles: ['Dernier jour', 'Fin'] },
} as const;
export type ImportField = keyof typeof importFields;
type Kind = keyof typeof kindWords;

/** A line as the file says it; only the fields of `columns` mean something. */
export type FileEntry = {
  line: number;
  id: string | null;
  familyName: string;
  givenName: string;
  title: string;
  kind: Kind;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  office: string | null;
  unit: string | null;
  skills: string | null;
  delegation: string | null;
  beginsOn: string | null;
  endsOn: string | null;
};

type FileReading = { entries: FileEntry[]; faults: (CsvFault & { name: string })[]; columns: ReadonlySet<ImportField>; ignored: string[] };

const MOST_LINES = 10_000;
const uuid = z.uuid();
const address = z.email().max(254);
const kinds = new Map<string, Kind>([
  ...Object.entries(kindWords).map(([kind, word]) => [foldText(word), kind as Kind] as const), // the keys of `kindWords`
  ['elue', 'elected'],
  ['externe', 'external'],
  ['intervenante exterieure', 'external'],
]);

/** Reads a directory from a CSV file: entries, and a fault in words for each line that is none. */
export function readDirectoryCsv(file: Uint8Array, today: Temporal.PlainDate): FileReading {
  const { rows, faults, columns, ignored } = readCsv(file, importFields, { most: MOST_LINES });
  const reading: FileReading = { entries: [], faults: faults.map((fault) => ({ ...fault, name: '' })), columns, ignored };
  for (const { line, cells } of rows) {
    const says = faultIn(cells, columns, today);
    const name = `${cells.givenName} ${cells.familyName}`.trim();
    if (says) reading.faults.push({ line, says, name });
    else reading.entries.push(entryOf(line, cells));
  }
  return reading;
}

function entryOf(line: number, cells: Record<ImportField, string>): FileEntry {
  const orNull = (name: ImportField): string | null => cells[name] || null;
  return {
    line,
    id: orNull('id'),
    familyName: cells.familyName,
    givenName: cells.givenName,
    title: cells.title,
    kind: kinds.get(foldText(cells.kind)) ?? 'agent',
    email: orNull('email')?.toLowerCase() ?? null,
    phone: orNull('phone'),
    mobile: orNull('mobile'),
    office: orNull('office'),
    unit: orNull('unit'),
    skills: orNull('skills'),
    delegation: orNull('delegation'),
    beginsOn: isoDay(cells.beginsOn),
    endsOn: isoDay(cells.endsOn),
  };
}

function faultIn(cells: Record<ImportField, string>, columns: ReadonlySet<ImportField>, today: Temporal.PlainDate): string | null {
  if (!cells.familyName || !cells.givenName) return 'Le nom et le prénom sont nécessaires.';
  if (columns.has('title') && !cells.title) return 'La fonction manque.';
  if (cells.id && !uuid.safeParse(cells.id).success)
    return `« ${cells.id} » n’est pas un identifiant : laissez la case vide pour une nouvelle personne.`;
  if (cells.kind && !kinds.has(foldText(cells.kind))) return `« ${cells.kind} » : écrivez agent, élu ou intervenant extérieur.`;
  if (cells.email && !address.safeParse(cells.email).success) return `« ${cells.email} » n’est pas une adresse électronique complète.`;
  for (const name of ['phone', 'mobile'] as const)
    if (cells[name] && !/^\+?[0-9 ().-]{4,30}$/.test(cells[name])) return `« ${cells[name]} » n’est pas un numéro de téléphone.`;
  for (const name of ['beginsOn', 'endsOn'] as const)
    if (cells[name] && isoDay(cells[name]) === null) return `« ${cells[name]} » n’est pas une date : écrivez 31/12/2026 ou 2026-12-31.`;
  return tooLong(cells) ?? wrongDates(cells, today);
}

function tooLong(cells: Record<ImportField, string>): string | null {
  for (const [name, most] of [
    ['familyName', 100],
    ['givenName', 100],
    ['title', 100],
    ['office', 100],
    ['skills', 500],
    ['delegation', 500],
  ] as const)
    if (cells[name].length > most) return `La case « ${importFields[name].titles[0]} » compte au plus ${most} caractères.`;
  const parts = cells.unit.split(PATH_MARK);
  return cells.unit && parts.some((part) => part.trim() === '' || part.length > 120) ? 'Écrivez le service ainsi : « Direction > Service ».' : null;
}

function wrongDates(cells: Record<ImportField, string>, today: Temporal.PlainDate): string | null {
  const beginsOn = isoDay(cells.beginsOn);
  if (beginsOn === null) return null;
  try {
    checkDates({ kind: kinds.get(foldText(cells.kind)) ?? 'agent', beginsOn, endsOn: isoDay(cells.endsOn) }, today);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** `31/12/2026` or `2026-12-31` → ISO; null for what is no day. */
function isoDay(text: string): string | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = french ? `${french[3]}-${(french[2] ?? '').padStart(2, '0')}-${(french[1] ?? '').padStart(2, '0')}` : text;
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString() : null;
  } catch {
    return null;
  }
}
