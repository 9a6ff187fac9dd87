// SPDX-License-Identifier: EUPL-1.2
import { formatEurosShort } from '#platform/money/euros.ts';
import type { Edition } from '../edition-schema.ts';
import { amountCell, textCell } from './cells.ts';
import { choicesOf, rowOf } from './charge-row.ts';
import { writeAddress } from './price-address.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedCell, PrintedTable } from './printed-shapes.ts';

/** Single prices one under the other: price, unit. */
export function listTable(edition: Edition, family: string, members: readonly Priced[]): PrintedTable {
  const offers = new Set(members.map(({ offer }) => offer));
  const service = edition.services.find(({ key }) => key === family);
  const [first] = members;
  return {
    key: `${family}-prix`,
    caption: offers.size === 1 ? (first?.offer.label ?? '') : (service?.label ?? first?.offer.label ?? ''),
    corner: 'Désignation',
    columns: [
      { label: 'Prix', isAmount: true, citations: [] },
      { label: 'Unité', isAmount: false, citations: [] },
    ],
    rows: members.map((member) => ({
      ...rowOf(member, groupOf(member, offers.size > 1)),
      cells: [priceCell(member), textCell(member.charge.unit)],
    })),
    notes: [],
  };
}

function groupOf(member: Priced, severalOffers: boolean): string | null {
  const group = severalOffers ? member.offer.label : choicesOf(member);
  return group === member.charge.label ? null : group;
}

function priceCell({ offer, variantAt, charge }: Priced): PrintedCell {
  const { price } = charge;
  const address = writeAddress({ offer: offer.key, variant: variantAt, charge: charge.key, place: [] });
  const { readings } = charge;
  if (price.kind === 'fixed') return amountCell(price.cents, { citations: price.citations, readings, price: address });
  if (price.kind === 'per-inhabitant') {
    const cell = amountCell(price.cents, { citations: price.citations, readings, price: address });
    return { ...cell, text: `${formatEurosShort(price.cents)} ${price.per === 1 ? 'par habitant' : `pour ${price.per} habitants`}` };
  }
  if (price.kind === 'on-quote')
    return textCell('Sur devis', { citations: price.citations, readings: [...readings, ...price.readings], note: price.because });
  throw new Error(`a price of kind ${price.kind} has a table of its own`);
}
