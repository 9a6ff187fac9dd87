// SPDX-License-Identifier: EUPL-1.2
import { units, vatCategories } from '../codes.ts';
import type { Invoice } from '../invoice.ts';
import { decimals, exact, zero } from './exact.ts';
import { isBounded, isIn, isInOrder } from './header-rules.ts';
import { isSaid, lineRule, type LineRule } from './rule.ts';

/** What each line must say. */
export const lineRules: readonly LineRule[] = [
  lineRule('BR-21', 'Numéro de ligne (BT-126)', 'La ligne doit porter un numéro.', ({ id }) => isSaid(id)),
  lineRule('BR-22', 'Quantité (BT-129)', 'La quantité doit être indiquée.', ({ quantity }) => quantity !== null),
  lineRule('BR-23', 'Unité (BT-130)', 'L’unité de la quantité doit être indiquée.', ({ quantity, unit }) => quantity !== null && unit !== null),
  lineRule('BR-CL-23', 'Unité (BT-130)', 'L’unité doit être prise dans la liste (C62 : unité, ANN : année).', ({ quantity, unit }) =>
    quantity === null ? true : isIn(units, unit),
  ),
  lineRule('BR-24', 'Montant HT (BT-131)', 'Le montant hors taxes doit être indiqué.', ({ net }) => net !== null),
  lineRule('BR-DEC-23', 'Montant HT (BT-131)', 'Ce montant ne peut pas avoir plus de deux décimales.', ({ net }) => decimals(net) <= 2),
  lineRule('BR-25', 'Désignation (BT-153)', 'La désignation doit être indiquée.', ({ name }) => isSaid(name)),
  lineRule('BR-26', 'Prix unitaire (BT-146)', 'Le prix unitaire doit être indiqué.', ({ price }) => price !== null),
  lineRule('CII-SR-439', 'Prix unitaire (BT-146)', 'Le prix unitaire doit être indiqué une fois.', ({ price }) => price !== null),
  lineRule('BR-27', 'Prix unitaire (BT-146)', 'Le prix unitaire ne peut pas être négatif : c’est la quantité qui l’est.', ({ price }) => {
    const value = exact(price);
    return value !== null && value >= zero;
  }),
  lineRule('BR-CO-04', 'Catégorie de TVA (BT-151)', 'La catégorie de TVA doit être indiquée.', ({ category }) => category !== null),
  lineRule('BR-CL-18', 'Catégorie de TVA (BT-151)', 'La catégorie de TVA doit être S, E, O, Z ou AE.', ({ category }) =>
    isIn(vatCategories, category),
  ),
  lineRule('BR-CO-18', 'Récapitulatif de TVA (BG-23)', 'La facture doit récapituler la TVA par taux.', (_, { vat }) => vat.length > 0),
  lineRule('BR-30', 'Période (BT-134, BT-135)', 'La période ne peut pas finir avant de commencer.', ({ period }) => isInOrder(period)),
  lineRule('BR-CO-20', 'Période (BG-26)', 'La période doit avoir un début ou une fin.', ({ period }) => isBounded(period)),

  ...(['S', 'E', 'Z'] as const).map((category) =>
    lineRule(
      `BR-${category}-02`,
      'Numéro fiscal du vendeur (BT-31, BT-32)',
      `Une ligne de catégorie ${category} demande le numéro de TVA ou le numéro fiscal de l’opérateur.`,
      (line, { seller }) => (line.category !== category ? true : seller.vatNumber !== null || seller.fiscalNumber !== null),
    ),
  ),
  lineRule(
    'BR-AE-02',
    'Numéros fiscaux (BT-31, BT-32, BT-47, BT-48)',
    'Une autoliquidation demande les numéros fiscaux de l’opérateur et du payeur.',
    (line, invoice) => (line.category !== 'AE' ? true : identifiesBoth(invoice)),
  ),
  lineRule('BR-O-02', 'Numéros de TVA (BT-31, BT-48)', 'Une ligne hors du champ de la TVA exclut tout numéro de TVA.', (line, { seller, buyer }) =>
    line.category !== 'O' ? true : seller.vatNumber === null && buyer.vatNumber === null,
  ),
  lineRule('BR-S-05', 'Taux de TVA (BT-152)', 'Une ligne taxée demande un taux au-dessus de zéro.', ({ category, rate }) =>
    category !== 'S' ? true : (exact(rate) ?? zero) > zero,
  ),
  ...(['E', 'Z', 'AE'] as const).map((category) =>
    lineRule(`BR-${category}-05`, 'Taux de TVA (BT-152)', `Une ligne de catégorie ${category} demande le taux zéro.`, (line) =>
      line.category !== category ? true : exact(line.rate) === zero,
    ),
  ),
  lineRule('BR-O-05', 'Taux de TVA (BT-152)', 'Une ligne hors du champ de la TVA n’a pas de taux.', ({ category, rate }) =>
    category !== 'O' ? true : rate === null,
  ),
];

function identifiesBoth({ seller, buyer }: Invoice): boolean {
  return (seller.vatNumber !== null || seller.fiscalNumber !== null) && (buyer.vatNumber !== null || buyer.legalId !== null);
}
