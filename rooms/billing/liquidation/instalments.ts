// SPDX-License-Identifier: EUPL-1.2
import { allocate } from '#platform/money/allocate.ts';
import type { Instalment } from '../document.ts';

export type InstalmentRule = { /** `MM-DD`. */ dueOn: string; percent: number };

/** An amount over the operator's days, without losing a cent; a day already past falls on the document's own. One instalment is none. */
export function instalmentsOf(
  grossCents: number,
  rules: readonly InstalmentRule[],
  { issuedOn, dueOn, year }: { issuedOn: string; dueOn: string; year: number },
): Instalment[] {
  if (rules.length < 2 || grossCents <= 0) return [];
  const shares = allocate(
    grossCents,
    rules.map(({ percent }) => percent),
  );
  return rules
    .map((rule, at) => ({ dueOn: `${year}-${rule.dueOn}` < issuedOn ? dueOn : `${year}-${rule.dueOn}`, amountCents: shares[at] ?? 0 }))
    .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn));
}
