// SPDX-License-Identifier: EUPL-1.2
import { formatEurosShort } from '#platform/money/euros.ts';
import type { Bound, PriceRule } from '../edition-schema.ts';
import { rateCell } from './cells.ts';
import { writeAddress } from './price-address.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedTable } from './printed-shapes.ts';

/** Rates by class of amount; says whether the rate falls on the whole amount or on each slice. */
export function tiersTable({ offer, variantAt, charge }: Priced, price: Extract<PriceRule, { kind: 'percentage' }>): PrintedTable {
  return {
    key: `${offer.key}-${charge.key}`,
    caption: offer.label,
    // Requests give cents; readers think in euros.
    corner: (offer.inputs.find(({ key }) => key === price.input)?.label ?? 'Montant').replace(/, en centimes$/, ''),
    columns: [{ label: 'Taux', isAmount: true, citations: [] }],
    rows: price.tiers.map((tier, at) => ({
      group: null,
      label: boundOf(tier.base),
      detail: null,
      citations: [tier.citation],
      readings: price.readings,
      cells: [
        rateCell(tier.rateBps, {
          citations: [tier.citation],
          readings: price.readings,
          price: writeAddress({ offer: offer.key, variant: variantAt, charge: charge.key, place: [String(at)] }),
        }),
      ],
      anchor: null,
    })),
    notes: [
      {
        says: price.mode === 'whole' ? 'Le taux s’applique au montant entier.' : 'Chaque tranche a son taux.',
        citations: [],
        readings: price.readings,
      },
    ],
  };
}

/** A bound in words, each limit with its inclusivity. */
function boundOf({ below, upTo, atLeast, above }: Bound): string {
  const low = atLeast !== undefined ? `à partir de ${formatEurosShort(atLeast)}` : above !== undefined ? `plus de ${formatEurosShort(above)}` : null;
  const high = upTo !== undefined ? `jusqu’à ${formatEurosShort(upTo)} inclus` : below !== undefined ? `moins de ${formatEurosShort(below)}` : null;
  const words = [low, high].filter((part) => part !== null).join(', ');
  return words === '' ? 'Tout montant' : words.charAt(0).toUpperCase() + words.slice(1);
}
