// SPDX-License-Identifier: EUPL-1.2
import { formatEurosShort, formatPercent } from '#platform/money/euros.ts';
import type { Edition } from '../edition-schema.ts';
import { amountAt, chargeAt, readAddress } from '../printed/price-address.ts';
import type { RevisionChange } from './revision-shapes.ts';

/** A change in one French sentence, for the list of changes. */
export function sayChange(edition: Edition, change: RevisionChange): string {
  switch (change.kind) {
    case 'percentage': {
      const rounded = change.roundTo === 'euro' ? 'à l’euro' : 'au centime';
      const sign = change.bps > 0 ? '+' : change.bps < 0 ? '−' : '';
      return `${sign}${formatPercent(Math.abs(change.bps))} ${change.offers ? `sur ${change.offers.map((key) => labelOf(edition, key)).join(', ')}` : 'sur tous les prix'}, arrondi ${rounded}.`;
    }
    case 'unit-price':
      return `Grille de « ${labelOf(edition, change.offer)} » recalculée au prix unitaire de ${formatEurosShort(change.unitCents)}.`;
    case 'price':
      return sayPrice(edition, change);
    case 'add-row':
      return `Ligne « ${change.label} » ajoutée à la grille de « ${labelOf(edition, change.offer)} ».`;
    case 'add-column':
      return `Colonne « ${change.label} » ajoutée à la grille de « ${labelOf(edition, change.offer)} ».`;
    case 'remove-row':
      return `Ligne jusqu’à ${change.upTo.toLocaleString('fr-FR')} retirée de la grille de « ${labelOf(edition, change.offer)} ».`;
    case 'remove-column':
      return `Colonne jusqu’à ${change.upTo.toLocaleString('fr-FR')} retirée de la grille de « ${labelOf(edition, change.offer)} ».`;
    case 'add-service':
      return `Service « ${change.label} » ajouté.`;
    case 'remove-service':
      return `Service « ${edition.services.find(({ key }) => key === change.service)?.label ?? change.service} » retiré.`;
  }
}

function sayPrice(edition: Edition, { price, amount }: Extract<RevisionChange, { kind: 'price' }>): string {
  const address = readAddress(price);
  const charge = address && chargeAt(edition, address);
  if (!address || !charge) return 'Prix modifié.';
  const before = amountAt(charge.price, address.place) ?? null;
  const written = charge.price.kind === 'percentage' ? formatPercent : formatEurosShort;
  const where = placeOf(edition, charge.price, address.place);
  const name = [labelOf(edition, address.offer), charge.label, where].filter((part, at, all) => part && all.indexOf(part) === at).join(', ');
  return `${name} : ${before === null ? 'sur devis' : written(before)} devient ${written(amount)}.`;
}

function placeOf(edition: Edition, price: NonNullable<ReturnType<typeof chargeAt>>['price'], [first = '', second = '']: readonly string[]): string {
  if (price.kind === 'grid') return `${price.rows.steps[Number(first)]?.label} · ${price.columns.steps[Number(second)]?.label}`;
  if (price.kind === 'steps') return price.steps[Number(first)]?.label ?? '';
  if (price.kind !== 'per-stratum') return '';
  const scheme = edition.schemes.find(({ key }) => key === price.scheme);
  return scheme?.strata.find(({ key }) => key === first)?.label ?? '';
}

function labelOf(edition: Edition, offer: string): string {
  return edition.offers.find(({ key }) => key === offer)?.label ?? offer;
}
