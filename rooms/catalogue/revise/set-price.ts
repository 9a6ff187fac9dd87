// SPDX-License-Identifier: EUPL-1.2
import { refuse } from '../contract.ts';
import type { Charge, Citation, Edition, PriceRule } from '../edition-schema.ts';
import { count } from '../price/french-figures.ts';
import { amountAt, chargeAt, readAddress } from '../printed/price-address.ts';

/** The edition with one price changed, named by its address. A grid of which one cell is set by hand no longer follows its unit price. */
export function setPrice(edition: Edition, address: string, amount: number, document: string): Edition {
  const at = readAddress(address);
  const known = at && chargeAt(edition, at);
  if (!at || !known || amountAt(known.price, at.place) === undefined || known.price.kind === 'on-quote')
    throw refuse('catalogue.unknown-price', { price: address }, 'change.price');
  const changed = (charge: Charge): Charge =>
    charge === known ? { ...charge, price: withAmount(charge.price, at.place, amount, document) } : charge;
  return {
    ...edition,
    offers: edition.offers.map((offer) =>
      offer.key === at.offer
        ? { ...offer, variants: offer.variants.map((variant) => ({ ...variant, charges: variant.charges.map(changed) })) }
        : offer,
    ),
  };
}

function withAmount(price: PriceRule, [first = '', second = '']: readonly string[], amount: number, document: string): PriceRule {
  const cited = (citation: Citation): Citation => ({ document, line: 1, label: citation.label, figure: figureOf(amount) });
  const at = Number(first);
  switch (price.kind) {
    case 'fixed':
    case 'per-inhabitant':
      return { ...price, cents: amount, citations: price.citations.map(cited) };
    case 'steps':
      return {
        ...price,
        steps: price.steps.map((step, index) => (index === at ? { ...step, cents: amount, citation: cited(step.citation) } : step)),
      };
    case 'per-stratum':
      return {
        ...price,
        prices: price.prices.map((entry) => (entry.stratum === first ? { ...entry, cents: amount, citation: cited(entry.citation) } : entry)),
      };
    case 'percentage':
      return {
        ...price,
        tiers: price.tiers.map((tier, index) =>
          index === at ? { ...tier, rateBps: amount, citation: { ...cited(tier.citation), figure: `${count(amount / 100)} %` } } : tier,
        ),
      };
    case 'grid':
      return gridWithAmount(price, at, Number(second), amount, document);
    case 'on-quote':
      return price;
  }
}

/** A grid cites one document for all its cells: from the first change on, the draft's. */
function gridWithAmount(source: Extract<PriceRule, { kind: 'grid' }>, row: number, column: number, amount: number, document: string): PriceRule {
  const grid = { ...source };
  delete grid.generator;
  const cells = grid.cells.map((line, index) => ({
    line: index + 1,
    cents: index === row ? line.cents.with(column, amount) : line.cents,
    figures: line.cents.map((cents, place) => figureOf(index === row && place === column ? amount : cents)),
  }));
  return { ...grid, document, cells };
}

function figureOf(cents: number): string {
  return count(cents / 100).replaceAll('\u202f', ' ');
}
