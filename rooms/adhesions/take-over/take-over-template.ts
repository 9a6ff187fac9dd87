// SPDX-License-Identifier: EUPL-1.2
import { writeCsv } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import { columns, exampleLines, type TakeOverColumn } from './columns.ts';

/** A file to fill in: every column, and a convention of each kind. */
export function takeOverTemplate(): FileAnswer {
  const keys = Object.keys(columns) as TakeOverColumn[]; // the keys of a literal
  const rows = exampleLines.map((line) => keys.map((key) => line[key] ?? ''));
  return {
    name: 'modèle-reprise-conventions.csv',
    type: 'text/csv; charset=utf-8',
    content: writeCsv(
      keys.map((key) => columns[key].titles[0]),
      rows,
    ),
  };
}
