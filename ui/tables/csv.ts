// SPDX-License-Identifier: EUPL-1.2
import { day, instant } from '../format/day.ts';
import type { Column } from './columns.ts';

/** A table as the spreadsheets of French offices open it: semicolons, decimal commas, byte order mark, CRLF (RFC 4180). */
export function csv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(column.title)), ...rows.map((row) => columns.map((column) => cellOf(column, row)))];
  return `\uFEFF${lines.map((line) => `${line.join(';')}\r\n`).join('')}`;
}

/** Hands a text to the browser as a download. */
export function download(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function cellOf<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row);
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return (column.kind === 'amount' ? (value / 100).toFixed(2) : String(value)).replace('.', ',');
  if (column.kind === 'day' && value !== '') return day(value);
  return quoted(column.kind === 'instant' && value !== '' ? instant(value) : value);
}

/** A text that begins like a formula is made harmless: a spreadsheet would run it. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
