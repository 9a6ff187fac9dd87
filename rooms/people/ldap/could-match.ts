// SPDX-License-Identifier: EUPL-1.2
import { entry, type Entry } from './entry.ts';
import type { Filter } from './filter.ts';
import { matches } from './matches.ts';
import { attributeNamed } from './schema.ts';

/** What is known of entries before they are read: the values that some attributes have, and which others they may have. */
export type Known = {
  /** One entry for each set of values that goes together, such as the classes of an object. */
  variants: readonly Readonly<Record<string, readonly string[]>>[];
  /** Attributes whose values only reading tells. */
  varying: readonly string[];
};

type Result = boolean | null;

/** Whether an entry of which this is known might match: false spares reading those entries at all. */
export function couldMatch(filter: Filter, { variants, varying }: Known): boolean {
  const entries = variants.map((values) => entry('', values));
  const unread = new Set([...varying, 'entryDN']);
  return entries.some((known) => results(filter, known, unread).has(true));
}

function results(filter: Filter, known: Entry, unread: ReadonlySet<string>): ReadonlySet<Result> {
  if (filter.kind === 'not') return new Set([...results(filter.of, known, unread)].map((one) => (one === null ? null : !one)));
  if (filter.kind === 'and' || filter.kind === 'or') {
    const decides = filter.kind === 'or';
    let possible: ReadonlySet<Result> = new Set([!decides]);
    for (const part of filter.of) {
      const next = results(part, known, unread);
      possible = new Set([...possible].flatMap((one) => [...next].map((other) => together(one, other, decides))));
    }
    return possible;
  }
  if (filter.kind === 'undefined') return new Set([null]);
  const name = filter.kind === 'extensible' ? null : attributeNamed(filter.attribute)?.name;
  return name === null || (name !== undefined && unread.has(name)) ? new Set([true, false, null]) : new Set([matches(filter, known)]);
}

// `decides` is what settles the matter by itself: true for "or", false for "and".
function together(one: Result, other: Result, decides: boolean): Result {
  if (one === decides || other === decides) return decides;
  return one === null || other === null ? null : !decides;
}
