// SPDX-License-Identifier: EUPL-1.2
import { readCsv, type CsvReading } from '#platform/documents/read-csv.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { refuse } from '../contract/take-over.ts';
import { columns, type TakeOverColumn } from './columns.ts';

export const MOST_LINES = 20_000;

export type FileLine = { line: number; cells: Record<TakeOverColumn, string> };
export type TakeOverFile = CsvReading<TakeOverColumn> & { /** SHA-256 of the bytes. */ digest: string };

/** Reads the file that was sent in base 64. Refuses one without its required columns, an empty one, and one of more than 20 000 lines. */
export function readTakeOverFile(content: string): TakeOverFile {
  const bytes = Buffer.from(content, 'base64');
  const reading = readCsv(bytes, columns, { most: MOST_LINES });
  const [fault] = reading.faults;
  if (reading.rows.length === 0)
    throw refuse('adhesions.take-over-unreadable', { fault: fault?.says ?? 'Il n’a pas d’autre ligne que celle des titres.' }, 'content');
  return { ...reading, digest: sha256(bytes) };
}
