// SPDX-License-Identifier: EUPL-1.2
import type { DocxBlock } from '#platform/documents/make-docx.ts';
import type { PrintedTable } from '../printed/printed-shapes.ts';
import { isInEuros, spread, withoutSign } from './annex.ts';

/** A printed table as blocks of a document, its notes below. */
export function tableBlocks(table: PrintedTable): DocxBlock[] {
  const inEuros = isInEuros(table);
  const rows = table.rows.map((row) => [
    [row.group, row.label, row.detail && `(${row.detail})`].filter(Boolean).join(' – '),
    ...spread(row.cells).map(({ text }) => (inEuros ? withoutSign(text) : text)),
  ]);
  return [
    {
      kind: 'table',
      table: {
        caption: inEuros ? `${table.caption} (en euros)` : table.caption,
        header: [table.corner, ...table.columns.map(({ label }) => label)],
        rows,
        aligns: ['left', ...table.columns.map(({ isAmount }) => (isAmount ? ('right' as const) : ('left' as const)))],
        widths: [table.columns.length > 8 ? 2 : 4, ...table.columns.map(() => (table.columns.length > 4 ? 1 : 2))],
      },
    },
    ...table.notes.map(({ says }) => ({ kind: 'paragraph', text: says }) as const),
  ];
}
