// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDirectoryImport, type DirectoryImportLine } from '../contract/directory-import.ts';
import type { Tables } from '../tables.ts';
import { csvColumns, unitPaths } from './directory-csv.ts';
import { entryRows, type EntryRow } from './entry-rows.ts';
import { readDirectoryCsv, type FileEntry, type ImportField } from './read-directory-csv.ts';

export type PlannedLine = DirectoryImportLine & { entry: FileEntry | null; known: EntryRow | null; changed: readonly ImportField[] };
export type DirectoryPlan = { lines: PlannedLine[]; ignored: string[]; columns: ReadonlySet<ImportField> };

/** What a CSV file would do to the directory of the body, line by line. Refuses a file of which nothing can be read. */
export async function planDirectoryImport(ctx: Context<Tables>, content: string): Promise<DirectoryPlan> {
  const { entries, faults, columns, ignored } = readDirectoryCsv(Buffer.from(content, 'base64'), ctx.today());
  const [first] = faults;
  if (entries.length === 0 && first && columns.size === 0) throw refuseDirectoryImport('people.import-unreadable', { why: first.says }, 'content');
  const known = await entryRows(ctx);
  const paths = await unitPaths(ctx);
  const seen = new Set<string>();
  const lines = entries.map((entry) => plan(entry, known, paths, columns, seen));
  const faulty = faults.map(({ line, says, name }) => ({ line, says, name, action: 'error' as const, entry: null, known: null, changed: [] }));
  return { lines: [...lines, ...faulty].toSorted((a, b) => a.line - b.line), ignored, columns };
}

/** The same, as the one who imports reads it. */
export async function previewDirectoryImport(ctx: Context<Tables>, { content }: { content: string }) {
  const { lines, ignored } = await planDirectoryImport(ctx, content);
  return { lines: lines.map(({ line, action, name, says }) => ({ line, action, name, says })), ignored };
}

function plan(
  entry: FileEntry,
  rows: readonly EntryRow[],
  paths: ReadonlyMap<string, string>,
  columns: ReadonlySet<ImportField>,
  seen: Set<string>,
): PlannedLine {
  const { line } = entry;
  const name = `${entry.givenName} ${entry.familyName}`;
  const error = (says: string): PlannedLine => ({ line, name, action: 'error', says, entry: null, known: null, changed: [] });
  const known = rows.find((row) => (entry.id ? row.id === entry.id : entry.email !== null && row.email === entry.email && row.kind === entry.kind));
  if (entry.id && !known) return error('Cet identifiant n’est celui d’aucune fiche de la collectivité.');
  const key = known?.id ?? entry.email ?? '';
  if (key && seen.has(key)) return error('Cette personne est déjà sur une ligne précédente.');
  seen.add(key);
  if (!known) return planNew(entry, name, error);
  const changed = changedFields(entry, known, paths, columns);
  if (changed.includes('email') && entry.email === null) return error('L’adresse électronique ne s’efface pas par un import.');
  const says = changed.map((field) => titleOf(field)).join(', ');
  return { line, name, action: changed.length > 0 ? 'change' : 'same', says: says ? `Change : ${says}` : 'Déjà à jour', entry, known, changed };
}

function planNew(entry: FileEntry, name: string, error: (says: string) => PlannedLine): PlannedLine {
  if (entry.email === null) return error('Une nouvelle personne a besoin d’une adresse électronique.');
  if (!entry.title) return error('Une nouvelle personne a besoin d’une fonction.');
  if (entry.kind === 'elected' && (entry.beginsOn === null || entry.endsOn === null))
    return error('Un mandat d’élu a un premier et un dernier jour.');
  return { line: entry.line, name, action: 'create', says: `Nouvelle personne : ${entry.title}`, entry, known: null, changed: [] };
}

function changedFields(entry: FileEntry, known: EntryRow, paths: ReadonlyMap<string, string>, columns: ReadonlySet<ImportField>): ImportField[] {
  const now = { ...known, unit: known.unitId === null ? null : (paths.get(known.unitId) ?? null) };
  // The first day of a mandate is a fact: an empty cell does not take it away.
  return csvColumns
    .map(({ name }) => name)
    .filter((name) => name !== 'id' && columns.has(name) && entry[name] !== now[name] && !(name === 'beginsOn' && entry.beginsOn === null));
}

function titleOf(field: ImportField): string {
  return csvColumns.find(({ name }) => name === field)?.title.toLowerCase() ?? field;
}
