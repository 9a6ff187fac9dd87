// SPDX-License-Identifier: EUPL-1.2
import { Drop } from 'liquidjs';
import { withoutMarks } from './private-marks.ts';

/** An amount already written for the reader: no property to take apart, no number to count with. */
export class Amount extends Drop {
  readonly #says: string;
  constructor(says: string) {
    super();
    this.#says = says;
  }
  override valueOf(): string {
    return this.#says;
  }
}

/** What a value becomes in the text of a document: its characters, never markup, on one line. Lists are enumerated. */
export function escapeValue(value: unknown): string {
  if (value instanceof Drop) return escapeValue(value.valueOf());
  if (value === null || value === undefined || typeof value === 'boolean') return '';
  if (Array.isArray(value)) return enumerate(value.map(escapeValue).filter((text) => text !== ''));
  if (typeof value === 'object') throw new Error('not a text');
  const text = String(value);
  if (text.length > longestValue) throw new Error('memory alloc limit exceeded');
  const line = withoutMarks(text)
    .replaceAll(/[^\S\u00a0\u202f]+/g, ' ')
    .trim();
  // Markdown takes any ASCII punctuation after a backslash as itself (CommonMark, 2.4).
  return line.replace(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}

// What a template gathers and writes again could double without end.
const longestValue = 20_000;

/** « a, b et c ». */
function enumerate(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} et ${items.at(-1) ?? ''}`;
}
