// SPDX-License-Identifier: EUPL-1.2
/** Shares payers out in parts that are read, computed and written one after the other. Pure. */

export type BillTo = { id: string; reason: string };

/** So many at a time: a few megabytes of lines, forgotten before the next. All at once, a national run spends more on memory than on lines. */
export const PART = 500;

/**
 * Parts such that all that goes to one payer stands in one: bodies for whom another pays, and that other, are together in the first. `only` keeps
 * the payers named, and those whose invoices go to them.
 */
export function payersApart(
  payerIds: readonly string[],
  billTo: ReadonlyMap<string, BillTo>,
  only: readonly string[] | null,
  size: number = PART,
): string[][] {
  const wanted = only && new Set(only);
  const kept = [...new Set(payerIds)].filter((id) => !wanted || wanted.has(id) || wanted.has(billTo.get(id)?.id ?? ''));
  const others = new Set([...billTo.values()].map(({ id }) => id));
  const tied = kept.filter((id) => billTo.has(id) || others.has(id));
  const free = kept.filter((id) => !billTo.has(id) && !others.has(id)).toSorted();
  const parts = tied.length > 0 ? [tied] : [];
  for (let at = 0; at < free.length; at += size) parts.push(free.slice(at, at + size));
  return parts;
}
