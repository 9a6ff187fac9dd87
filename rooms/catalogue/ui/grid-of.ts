// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../contract.ts';

type Price = Edition['offers'][number]['variants'][number]['charges'][number]['price'];
export type Grid = Extract<Price, { kind: 'grid' }>;

/** The offers of an edition that are priced by a grid, with it. */
export function gridsOf(content: Edition): { offer: string; label: string; grid: Grid }[] {
  return content.offers.flatMap((offer) =>
    offer.variants.flatMap((variant) =>
      variant.charges.flatMap(({ price }) => (price.kind === 'grid' ? [{ offer: offer.key, label: offer.label, grid: price }] : [])),
    ),
  );
}
