// SPDX-License-Identifier: EUPL-1.2

type Judged = { body: { id: string }; payer: { id: string }; scope: string; isCounted: boolean | null };

/** How a body stands in what the tariff counts, in two words. */
export function countedWords({ body, payer, isCounted }: Judged): { label: string; color: string } {
  if (body.id === payer.id) return { label: 'Payeur', color: 'gray' };
  if (isCounted === null) return { label: 'Inconnue', color: 'orange' };
  return isCounted ? { label: 'Comptée', color: 'green' } : { label: 'Non comptée', color: 'gray' };
}
