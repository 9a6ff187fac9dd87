// SPDX-License-Identifier: EUPL-1.2
import { exemptions, vatCategories } from '../codes.ts';
import type { Invoice, VatBreakdown } from '../invoice.ts';
import { decimals, exact, isNear, isNearOrOne, percentOf, size, sum, toCents, toWhole, zero } from './exact.ts';
import { isIn } from './header-rules.ts';
import { rule, vatRule, type Rule, type VatRule } from './rule.ts';

/** That the summary of VAT and the lines speak of the same categories. */
export const categoryRules: readonly Rule[] = [
  rule('BR-S-01', 'Récapitulatif de TVA (BG-23)', 'Des lignes taxées demandent leur taux dans le récapitulatif.', ({ lines, vat }) => {
    const taxed = lines.filter(({ category }) => category === 'S').length;
    return taxed === 0 || taxed + vat.filter(({ category }) => category === 'S').length >= 2;
  }),
  ...(['E', 'Z', 'AE'] as const).map((code) =>
    rule(
      `BR-${code}-01`,
      'Récapitulatif de TVA (BG-23)',
      `La catégorie ${code} doit être dans les lignes et, une seule fois, dans le récapitulatif.`,
      ({ lines, vat }) => {
        const summed = vat.filter(({ category }) => category === code).length;
        const isUsed = lines.some(({ category }) => category === code);
        return summed === 0 && !isUsed ? true : summed === 1 && isUsed;
      },
    ),
  ),
  rule(
    'BR-O-01',
    'Récapitulatif de TVA (BG-23)',
    'La catégorie O ne peut être qu’une fois dans le récapitulatif, et dans une ligne au moins.',
    ({ lines, vat }) => {
      const summed = vat.filter(({ category }) => category === 'O').length;
      return summed === 0 || (summed === 1 && lines.some(({ category }) => category === 'O'));
    },
  ),
];

/** What each rate of the summary must say. */
export const vatRules: readonly VatRule[] = [
  ...inVatScope([
    vatRule('BR-45', 'Base (BT-116)', 'La base doit être indiquée.', ({ base }) => base !== null),
    vatRule('BR-46', 'Montant de TVA (BT-117)', 'Le montant de TVA doit être indiqué.', ({ tax }) => tax !== null),
    vatRule('BR-47', 'Catégorie (BT-118)', 'La catégorie de TVA doit être indiquée.', ({ category }) => category !== null),
    vatRule('BR-48', 'Taux (BT-119)', 'Le taux doit être indiqué.', ({ rate }) => rate !== null),
    vatRule('BR-DEC-19', 'Base (BT-116)', 'Ce montant ne peut pas avoir plus de deux décimales.', ({ base }) => decimals(base) <= 2),
    vatRule('BR-DEC-20', 'Montant de TVA (BT-117)', 'Ce montant ne peut pas avoir plus de deux décimales.', ({ tax }) => decimals(tax) <= 2),
    vatRule('BR-CO-17', 'Montant de TVA (BT-117)', 'Le montant de TVA doit être la base multipliée par le taux.', taxIsRateOfBase),
  ]),
  vatRule('BR-CL-18', 'Catégorie (BT-118)', 'La catégorie de TVA doit être S, E, O, Z ou AE.', ({ category }) => isIn(vatCategories, category)),
  vatRule('BR-CL-22', 'Code d’exonération (BT-121)', 'Le code d’exonération doit être pris dans la liste VATEX.', ({ reasonCode }) =>
    isIn(exemptions, reasonCode && reasonCode.toUpperCase()),
  ),

  vatRule('BR-S-08', 'Base (BT-116)', 'La base d’un taux doit être la somme des lignes à ce taux.', (vat, invoice) => {
    if (vat.category !== 'S' || vat.rate === null) return true;
    const rate = exact(vat.rate);
    return exact(vat.base) === toCents(netOf(invoice, (line) => line.category === 'S' && exact(line.rate) === rate));
  }),
  vatRule('BR-S-09', 'Montant de TVA (BT-117)', 'Le montant de TVA doit être la base multipliée par le taux.', ({ category, base, rate, tax }) => {
    const [of, at, is] = [exact(base), exact(rate), exact(tax)];
    if (category !== 'S') return true;
    return of !== null && at !== null && is !== null && isNear(size(is), toCents(percentOf(size(of), at)));
  }),
  ...(['E', 'Z', 'AE'] as const).map((category) =>
    vatRule(`BR-${category}-08`, 'Base (BT-116)', `La base de la catégorie ${category} doit être la somme de ses lignes.`, (vat, invoice) => {
      const base = exact(vat.base);
      if (vat.category !== category) return true;
      return base !== null && isNear(base, toCents(netOf(invoice, (line) => line.category === category)));
    }),
  ),
  vatRule('BR-O-08', 'Base (BT-116)', 'La base hors du champ de la TVA doit être la somme de ses lignes.', (vat, invoice) =>
    vat.category !== 'O' ? true : exact(vat.base) === toCents(netOf(invoice, (line) => line.category === 'O')),
  ),
  ...(['E', 'Z', 'AE', 'O'] as const).map((category) =>
    vatRule(`BR-${category}-09`, 'Montant de TVA (BT-117)', `La catégorie ${category} ne porte pas de TVA.`, (vat) =>
      vat.category !== category ? true : exact(vat.tax) === zero,
    ),
  ),
  ...(['E', 'AE', 'O'] as const).map((category) =>
    vatRule(
      `BR-${category}-10`,
      'Motif d’exonération (BT-120, BT-121)',
      `La catégorie ${category} demande le texte ou le code qui la justifie.`,
      (vat) => (vat.category !== category ? true : vat.reason !== null || vat.reasonCode !== null),
    ),
  ),
  ...(['S', 'Z'] as const).map((category) =>
    vatRule(
      `BR-${category}-10`,
      'Motif d’exonération (BT-120, BT-121)',
      `La catégorie ${category} ne peut pas avoir de motif d’exonération.`,
      (vat) => (vat.category !== category ? true : vat.reason === null && vat.reasonCode === null),
    ),
  ),
  ...['BR-O-11', 'BR-O-12'].map((id) =>
    vatRule(
      id,
      'Récapitulatif de TVA (BG-23)',
      'Une facture hors du champ de la TVA n’a pas d’autre catégorie : il faut deux factures.',
      (vat, { lines, vat: all }) => (vat.category !== 'O' ? true : [...lines, ...all].every(({ category }) => category === null || category === 'O')),
    ),
  ),
];

/** Outside the scope of VAT the standard's own rules for category O take the place of these (BR-O-08, BR-O-09). */
function inVatScope(rules: readonly VatRule[]): VatRule[] {
  return rules.map(({ holds, ...of }) => ({ ...of, holds: (vat, invoice) => vat.category === 'O' || holds(vat, invoice) }));
}

function netOf({ lines }: Invoice, isMeant: (line: Invoice['lines'][number]) => boolean): bigint {
  return sum(lines.filter(isMeant).map(({ net }) => net));
}

function taxIsRateOfBase({ base, rate, tax }: VatBreakdown): boolean {
  const [of, at, is] = [exact(base), exact(rate), exact(tax)];
  if (is === null) return false;
  if (at === null || toWhole(at) === zero) return toWhole(is) === zero;
  return of !== null && isNearOrOne(size(is), toCents(percentOf(size(of), at)));
}
