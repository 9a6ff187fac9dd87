// SPDX-License-Identifier: EUPL-1.2
import { parse } from 'csv-parse/browser/esm/sync';

/** The first lines of a CSV in any of the dialects of French offices: UTF-8 or Windows-1252, semicolon, comma or tab. */
export function firstLines(bytes: ArrayBuffer, lines: number): string[][] {
  const text = decode(bytes);
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [';', '\t', ','].find((one) => firstLine.includes(one)) ?? ';';
  return parse(text, { delimiter, to: lines + 1, relax_column_count: true, relax_quotes: true, bom: true, skip_empty_lines: true });
}

/** The head of a long file may cut a letter of UTF-8 in two: streaming forgives an unfinished end. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
