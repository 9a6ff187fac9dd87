// SPDX-License-Identifier: EUPL-1.2
/**
 * Names one price of an edition: `offer/variant/charge`, then where it stands in the rule — `row/column` of a grid, a step's number, a stratum,
 * a tier's number. Variants, rows, columns, steps and tiers are numbered from 0.
 */
import type { Charge, Edition, PriceRule } from '../edition-schema.ts';

export type PriceAddress = { offer: string; variant: number; charge: string; place: readonly string[] };

/** `opendemande/0/abonnement/colonne-1`. */
export function writeAddress({ offer, variant, charge, place }: PriceAddress): string {
  return [offer, variant, charge, ...place].join('/');
}

/** The address in a text; null when it is none. */
export function readAddress(text: string): PriceAddress | null {
  const [offer, variant, charge, ...place] = text.split('/');
  if (!offer || !charge || variant === undefined || !/^\d+$/.test(variant)) return null;
  return { offer, variant: Number(variant), charge, place };
}

/** The charge that an address names. */
export function chargeAt(edition: Edition, address: PriceAddress): Charge | undefined {
  const offer = edition.offers.find(({ key }) => key === address.offer);
  return offer?.variants[address.variant]?.charges.find(({ key }) => key === address.charge);
}

/** The amount at a place of a rule, in cents (a rate in hundredths of a percent); null for sur devis, undefined when there is no such place. */
export function amountAt(price: PriceRule, place: readonly string[]): number | null | undefined {
  const [first = '', second = ''] = place;
  switch (price.kind) {
    case 'fixed':
    case 'per-inhabitant':
      return price.cents;
    case 'grid':
      return price.cells[Number(first)]?.cents[Number(second)];
    case 'steps':
      return price.steps[Number(first)]?.cents;
    case 'per-stratum':
      return price.prices.find(({ stratum }) => stratum === first)?.cents;
    case 'percentage':
      return price.tiers[Number(first)]?.rateBps;
    case 'on-quote':
      return null;
  }
}
