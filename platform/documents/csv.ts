// SPDX-License-Identifier: EUPL-1.2
/** CSV files as French spreadsheets open them: UTF-8 with its mark, semicolons, decimal commas. */
import { formatEurosPlain } from '#platform/money/euros.ts';

/** Numbers are written with a comma, days as 2026-11-21, amounts in euros from their cents, nothing for null. */
export type CsvCell = string | number | null | undefined | Temporal.PlainDate | { cents: number };

export type CsvOptions = {
  /** `comma` (the default) is what French spreadsheets read as a number; `dot` is for machines and open data. */
  decimals?: 'comma' | 'dot';
  separator?: ';' | ',' | '\t';
};

/**
 * The text of a CSV file: byte-order mark, one line of titles, one line per row, CRLF (RFC 4180). A text that a spreadsheet would run
 * as a formula is preceded by an apostrophe, which `readCsv` takes away. Throws when a row has not as many cells as there are titles.
 */
export function writeCsv(titles: readonly string[], rows: Iterable<readonly CsvCell[]>, options: CsvOptions = {}): string {
  const lines = ['\ufeff' + line(titles, options)];
  for (const row of rows) {
    if (row.length !== titles.length) throw new Error(`a CSV row has ${row.length} cells for ${titles.length} titles`);
    lines.push(line(row, options));
  }
  return lines.join('');
}

function line(cells: readonly CsvCell[], options: CsvOptions): string {
  const separator = options.separator ?? ';';
  return cells.map((cell) => quoted(written(cell, options), separator)).join(separator) + '\r\n';
}

function written(cell: CsvCell, { decimals = 'comma' }: CsvOptions): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return isFormula(cell) ? `'${cell}` : cell;
  if (cell instanceof Temporal.PlainDate) return cell.toString();
  const comma = typeof cell === 'number' ? decimalText(cell) : formatEurosPlain(cell.cents);
  return decimals === 'comma' ? comma : comma.replace(',', '.');
}

/** Whether a spreadsheet could run the text, or lose our apostrophe: OWASP, « CSV Injection ». */
export function isFormula(text: string): boolean {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text);
}

function decimalText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a CSV cell cannot hold an infinite number');
  return value.toLocaleString('fr-FR', { useGrouping: false, maximumSignificantDigits: 15 }).replace('−', '-');
}

function quoted(text: string, separator: string): string {
  const needsQuotes = text.includes(separator) || /["\r\n]|^\s|\s$/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
