// SPDX-License-Identifier: EUPL-1.2
/** CSV files as they come from French offices: any of four separators, UTF-8 or Windows-1252, titles with or without accents. */
import { parse } from 'csv-parse/sync';
import { foldText } from '#platform/text/fold.ts';
import { isFormula } from './csv.ts';

export type CsvField = {
  /** Titles under which the column may stand; compared without case, accents or punctuation. The first one is shown in faults. */
  titles: readonly [string, ...string[]];
  isRequired?: boolean;
};

export type CsvRow<Name extends string> = {
  /** Number of the line in the file, from 1, titles included: where a spreadsheet shows the row. */
  line: number;
  /** Trimmed text by field; empty for an absent cell. */
  cells: Record<Name, string>;
};

/** What is wrong, in a French sentence, and on which line. */
export type CsvFault = { line: number; says: string };

export type CsvReading<Name extends string> = {
  rows: CsvRow<Name>[];
  faults: CsvFault[];
  /** Fields that have a column in the file: an empty cell of another says nothing. */ columns: ReadonlySet<Name>;
  /** Titles of the file that no field asked for. */ ignored: string[];
  separator: string;
  encoding: 'utf-8' | 'utf-16le' | 'windows-1252';
};

/**
 * Reads a CSV file with a line of titles into rows keyed by field. Never throws on what the file holds: what cannot be read is a fault,
 * and the other lines are still given. A missing required column, an empty file or more than `most` rows (100 000) give no row at all.
 */
export function readCsv<const Fields extends Record<string, CsvField>>(
  file: Uint8Array | string,
  fields: Fields,
  { most = 100_000 }: { most?: number } = {},
): CsvReading<keyof Fields & string> {
  type Name = keyof Fields & string;
  const { text, encoding } = decode(file);
  const separator = separatorOf(text);
  const { records, faults } = split(text, separator, most);
  const [titles, ...rest] = records;
  const reading: CsvReading<Name> = { rows: [], faults, columns: new Set(), ignored: [], separator, encoding };
  if (!titles) return { ...reading, faults: [...faults, { line: 1, says: 'Le fichier est vide.' }] };
  const columns = findColumns(titles, fields);
  if (columns.faults.length > 0) return { ...reading, faults: [...faults, ...columns.faults] };
  if (rest.length > most) return { ...reading, faults: [{ line: most + 2, says: `Le fichier dépasse ${most.toLocaleString('fr-FR')} lignes.` }] };

  for (const record of rest) {
    if (record.cells.length > titles.cells.length && record.cells.slice(titles.cells.length).some((cell) => cell.trim() !== '')) {
      faults.push({ line: record.line, says: `La ligne a ${record.cells.length} colonnes alors que le titre en a ${titles.cells.length}.` });
      continue;
    }
    const cells = Object.fromEntries([...columns.at].map(([name, index]) => [name, clean(record.cells[index] ?? '')]));
    reading.rows.push({ line: record.line, cells: cells as Record<Name, string> }); // columns.at holds every field
  }
  reading.columns = new Set([...columns.at].flatMap(([name, index]) => (index < 0 ? [] : [name as Name]))); // the keys of `fields`
  reading.ignored = columns.ignored;
  faults.sort((a, b) => a.line - b.line);
  return reading;
}

type CsvRecord = { line: number; cells: string[] };

function decode(file: Uint8Array | string): { text: string; encoding: CsvReading<string>['encoding'] } {
  if (typeof file === 'string') return { text: file.replace(/^\ufeff/, ''), encoding: 'utf-8' };
  if (file[0] === 0xff && file[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(file), encoding: 'utf-16le' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file), encoding: 'utf-8' };
  } catch {
    // Bytes that are not UTF-8 come from a spreadsheet's « CSV (séparateur : point-virgule) ».
    return { text: new TextDecoder('windows-1252').decode(file), encoding: 'windows-1252' };
  }
}

const separators = [';', ',', '\t', '|'] as const;

/** The separator that the line of titles shows most, outside quotes; a semicolon when it shows none. */
function separatorOf(text: string): string {
  const titles = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0] ?? '';
  const bare = titles.replace(/"(?:[^"]|"")*"/g, '');
  const counts = separators.map((separator) => ({ separator, count: bare.split(separator).length - 1 }));
  // The first of equals wins: a title alone on its line is in a semicolon file.
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

function split(text: string, separator: string, most: number): { records: CsvRecord[]; faults: CsvFault[] } {
  const stops: string[] = [];
  const found = parse(text.replace(/\r\n?/g, '\n'), {
    delimiter: separator,
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    to: most + 2,
    skip_records_with_error: true,
    on_skip: (error) => void stops.push(error?.code ?? ''),
  }) as unknown as { record: string[]; info: { lines: number }; raw: string }[]; // the shape that `info` and `raw` ask for
  const records = found
    // `lines` counts up to the end of a record whose cells hold line breaks; its number is that of its first line.
    .map(({ record, info, raw }) => ({ line: info.lines - raw.replace(/^\n+|\n$/g, '').split('\n').length + 1, cells: record }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const next = (found.at(-1)?.info.lines ?? 0) + 1;
  return {
    records,
    faults: stops.map((code) => ({ line: next, says: `La lecture s’arrête ici : ${reasons[code] ?? 'la ligne ne peut pas être lue'}.` })),
  };
}

const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'un guillemet ouvert n’est jamais fermé',
  CSV_MAX_RECORD_SIZE: 'une ligne dépasse un million de caractères',
};

function findColumns(titles: CsvRecord, fields: Record<string, CsvField>) {
  const folded = titles.cells.map(foldText);
  const at = new Map<string, number>();
  const faults: CsvFault[] = [];
  for (const [name, { titles: accepted, isRequired }] of Object.entries(fields)) {
    const indexes = folded.flatMap((title, index) => (accepted.some((one) => foldText(one) === title) ? [index] : []));
    if (indexes.length > 1) faults.push({ line: titles.line, says: `La colonne « ${accepted[0]} » est présente ${indexes.length} fois.` });
    if (indexes.length === 0 && isRequired) faults.push({ line: titles.line, says: `La colonne « ${accepted[0]} » manque.` });
    at.set(name, indexes[0] ?? -1);
  }
  const asked = new Set(at.values());
  const ignored = titles.cells.filter((title, index) => !asked.has(index) && title.trim() !== '').map((title) => title.trim());
  return { at, faults, ignored };
}

function clean(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && isFormula(text) ? text.slice(1) : text;
}
