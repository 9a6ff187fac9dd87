// SPDX-License-Identifier: EUPL-1.2
import type { Invoice } from '../invoice.ts';
import { decimals, exact, sum, toCents } from './exact.ts';
import { rule, type Rule } from './rule.ts';

/** What the totals must say, and that they add up. */
export const totalRules: readonly Rule[] = [
  rule('BR-12', 'Total des lignes (BT-106)', 'Le total HT des lignes doit être indiqué.', ({ totals }) => totals.lines !== null),
  rule('BR-13', 'Total HT (BT-109)', 'Le total hors taxes doit être indiqué.', ({ totals }) => totals.net !== null),
  rule('BR-14', 'Total TTC (BT-112)', 'Le total toutes taxes comprises doit être indiqué.', ({ totals }) => totals.gross !== null),
  rule('BR-15', 'Net à payer (BT-115)', 'Le montant à payer doit être indiqué.', ({ totals }) => totals.due !== null),
  rule('BR-CO-10', 'Total des lignes (BT-106)', 'Le total des lignes doit être la somme de leurs montants HT.', ({ totals, lines }) => {
    return exact(totals.lines) === toCents(sum(lines.map(({ net }) => net)));
  }),
  rule('BR-CO-13', 'Total HT (BT-109)', 'Le total hors taxes doit être égal au total des lignes.', ({ totals }) => {
    const lines = exact(totals.lines);
    return lines !== null && exact(totals.net) === toCents(lines);
  }),
  rule('BR-CO-14', 'Total de la TVA (BT-110)', 'Le total de la TVA doit être la somme de la TVA de chaque taux.', ({ totals, currency, vat }) => {
    if (totals.tax === null || totals.taxCurrency === null || totals.taxCurrency !== currency) return true;
    return exact(totals.tax) === toCents(sum(vat.map(({ tax }) => tax)));
  }),
  rule('BR-CO-15', 'Total TTC (BT-112)', 'Le total toutes taxes comprises doit être le total hors taxes plus la TVA.', grossIsNetAndTax),
  rule('BR-CO-16', 'Net à payer (BT-115)', 'Le montant à payer doit être le total TTC moins ce qui a déjà été payé.', ({ totals }) => {
    const [gross, due] = [exact(totals.gross), exact(totals.due)];
    if (gross === null || due === null) return false;
    if (totals.prepaid === null) return due === gross;
    const prepaid = exact(totals.prepaid);
    return prepaid !== null && due === gross - prepaid;
  }),
  ...(
    [
      ['BR-DEC-09', 'Total des lignes (BT-106)', 'lines'],
      ['BR-DEC-12', 'Total HT (BT-109)', 'net'],
      ['BR-DEC-14', 'Total TTC (BT-112)', 'gross'],
      ['BR-DEC-16', 'Montant déjà payé (BT-113)', 'prepaid'],
      ['BR-DEC-18', 'Net à payer (BT-115)', 'due'],
    ] as const
  ).map(([id, field, name]) => rule(id, field, 'Ce montant ne peut pas avoir plus de deux décimales.', ({ totals }) => decimals(totals[name]) <= 2)),
  rule('BR-DEC-13', 'Total de la TVA (BT-110)', 'Ce montant ne peut pas avoir plus de deux décimales.', ({ totals, currency }) => {
    if (totals.tax === null || totals.taxCurrency !== currency || currency === null) return true;
    const tax = exact(totals.tax);
    return tax !== null && tax === toCents(tax);
  }),
];

function grossIsNetAndTax({ totals, currency }: Invoice): boolean {
  if (currency === null) return true;
  const [net, gross] = [exact(totals.net), exact(totals.gross)];
  if (net === null || gross === null) return false;
  if (gross === net) return true;
  const tax = totals.taxCurrency === currency ? exact(totals.tax) : null;
  return tax !== null && gross === toCents(net + tax);
}
