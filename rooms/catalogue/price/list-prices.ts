// SPDX-License-Identifier: EUPL-1.2
import type { Charge, Citation, Edition } from '../edition-schema.ts';

/** One price of an edition. `key` is the same in two editions when it prices the same thing. Exactly one of cents and rateBps is a number, or neither when sur devis. */
export type ListedPrice = {
  readonly key: string;
  readonly offer: string;
  readonly offerLabel: string;
  readonly charge: string;
  readonly label: string;
  /** Which cell, stratum, step or tier; empty for a single price. */
  readonly where: string;
  readonly unit: string;
  readonly regime: string;
  readonly cents: number | null;
  readonly rateBps: number | null;
  readonly citation: Citation;
};

type Place = Pick<ListedPrice, 'where' | 'cents' | 'rateBps' | 'citation'> & { readonly at: string };

/** Every price of an edition, in the order of the offers: what an annex prints and what two editions are compared on. */
export function listPrices(edition: Edition): ListedPrice[] {
  return edition.offers.flatMap((offer) =>
    offer.variants.flatMap((variant, at) =>
      variant.charges.flatMap((charge) =>
        placesOf(edition, charge).map(({ at: place, ...price }) => ({
          key: [offer.key, at, charge.key, place].join('/'),
          offer: offer.key,
          offerLabel: offer.label,
          charge: charge.key,
          label: charge.label,
          unit: charge.unit,
          regime: variant.regime,
          ...price,
        })),
      ),
    ),
  );
}

function placesOf(edition: Edition, { price }: Charge): Place[] {
  switch (price.kind) {
    case 'fixed':
    case 'per-inhabitant':
      return [{ at: '', where: '', cents: price.cents, rateBps: null, citation: first(price.citations) }];
    case 'on-quote':
      return [{ at: '', where: 'sur devis', cents: null, rateBps: null, citation: first(price.citations) }];
    case 'steps':
      return price.steps.map((step) => ({ at: `${step.upTo}`, where: step.label, cents: step.cents, rateBps: null, citation: step.citation }));
    case 'per-stratum':
      return price.prices.map((entry) => ({
        at: entry.stratum,
        where: stratumLabel(edition, price.scheme, entry.stratum),
        cents: entry.cents,
        rateBps: null,
        citation: entry.citation,
      }));
    case 'percentage':
      return price.tiers.map((tier) => ({
        at: JSON.stringify(tier.base),
        where: tier.citation.label,
        cents: null,
        rateBps: tier.rateBps,
        citation: tier.citation,
      }));
    case 'grid':
      return price.rows.steps.flatMap((row, r) =>
        price.columns.steps.map((column, c) => {
          const printed = price.cells[r];
          const citation = {
            document: price.document,
            line: printed?.line ?? 1,
            label: `${row.label} · ${column.label}`,
            figure: printed?.figures[c] ?? '',
          };
          return {
            at: `${row.upTo}|${column.upTo}`,
            where: `${row.label} · ${column.label}`,
            cents: printed?.cents[c] ?? null,
            rateBps: null,
            citation,
          };
        }),
      );
  }
}

function stratumLabel(edition: Edition, scheme: string, stratum: string): string {
  return edition.schemes.find((one) => one.key === scheme)?.strata.find((one) => one.key === stratum)?.label ?? stratum;
}

function first(citations: readonly Citation[]): Citation {
  const [citation] = citations;
  if (!citation) throw new Error('a price always has a citation: the schema requires one');
  return citation;
}
