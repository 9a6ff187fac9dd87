// SPDX-License-Identifier: EUPL-1.2
import type { PriceStatus } from '#rooms/catalogue/api.ts';
import { shortEuros } from '#rooms/catalogue/api.ts';
import type { PricedQuote, YearTotal } from '../pricing/priced-quote.ts';

/** Which tax words stand beside an amount. */
export function taxWords(total: Pick<YearTotal, 'exemptCents' | 'unqualifiedCents' | 'taxedCents'>): string {
  const kinds = [total.exemptCents > 0 && 'exonéré de TVA', total.taxedCents > 0 && 'TTC', total.unqualifiedCents > 0 && 'taxe à préciser'].filter(
    Boolean,
  );
  return kinds.length === 1 ? String(kinds[0]) : kinds.length === 0 ? '' : 'toutes taxes comprises';
}

/** « 13 988 € », or that nothing is printed. */
export function amountOrOnQuote(cents: number | null): string {
  return cents === null ? 'Sur devis' : shortEuros(cents);
}

export const statusWords: Readonly<Record<PriceStatus, { label: string; look: string; says: string }>> = {
  firm: { label: 'Tarif ferme', look: 'badge-success', says: 'Chaque montant est imprimé dans le catalogue voté.' },
  'to-confirm': { label: 'Tarif à confirmer', look: 'badge-warning', says: 'L’opérateur doit confirmer que ce tarif s’applique.' },
  'on-quote': { label: 'Sur devis', look: 'badge-warning', says: 'Une partie n’a pas de prix imprimé : l’opérateur l’établira.' },
};

/** The name of a body of the quote. */
export function nameIn(priced: PricedQuote, id: string): string {
  if (priced.body.id === id) return priced.body.name;
  return priced.roster.find((body) => body.id === id)?.name ?? id;
}

/** « CC du Créonnais et ses 15 collectivités ». */
export function namesIn(priced: PricedQuote, ids: readonly string[]): string {
  const [first, ...rest] = ids;
  if (first === undefined) return '';
  if (rest.length === 0) return nameIn(priced, first);
  return `${nameIn(priced, first)} et ${rest.length === 1 ? nameIn(priced, rest[0] ?? '') : `${rest.length} collectivités`}`;
}
