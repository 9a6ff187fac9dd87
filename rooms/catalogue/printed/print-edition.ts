// SPDX-License-Identifier: EUPL-1.2
import type { Charge, Edition, Offer, Variant } from '../edition-schema.ts';
import { contentTables } from './content-tables.ts';
import { priceTables } from './price-tables.ts';
import type { PrintedEdition, PrintedSection, PrintedSentence } from './printed-shapes.ts';
import { ruleSections } from './rule-sections.ts';
import { serviceTables } from './service-tables.ts';

/** One charge with what it belongs to; `variant` by its number, which its address needs. */
export type Priced = { offer: Offer; variant: Variant; variantAt: number; charge: Charge };

type Part = 'adhesion' | 'package' | 'complement' | 'other';

/** Lays an edition out as printed: services, adhesion, packages, complements, the rest by family, then rules and readings. */
export function printEdition(edition: Edition): PrintedEdition {
  const hasPackages = edition.offers.some((offer) => offer.kind === 'package');
  const titles: Record<Part, string> = {
    adhesion: 'Adhésion mutualisée',
    package: 'Forfaits',
    complement: 'Compléments à l’adhésion',
    other: hasPackages ? 'Options et prestations' : 'Prestations hors mutualisation',
  };
  const parts: Part[] = ['adhesion', 'package', 'complement', 'other'];
  const sections = [
    { key: 'services', title: 'Services', intro: [], tables: serviceTables(edition) },
    ...parts.map((part) => sectionOf(edition, part, titles[part])),
    ...ruleSections(edition),
  ];
  return {
    sections: sections.filter((section) => section.tables.length > 0 || section.intro.length > 0),
    documents: edition.documents,
    readings: edition.readings,
  };
}

function sectionOf(edition: Edition, part: Part, title: string): PrintedSection {
  const priced = pricedOf(edition, part);
  const prices = priceTables(edition, priced);
  const content = part === 'package' || part === 'adhesion' ? contentTables(edition, part) : [];
  return { key: part, title, intro: introOf(edition, part, priced), tables: part === 'package' ? [...content, ...prices] : [...prices, ...content] };
}

/** The charges of one part of the document. A complement that is also sold outside mutualisation stands in both. */
function pricedOf(edition: Edition, part: Part): Priced[] {
  const treatment = new Map(edition.taxRegimes.map((regime) => [regime.key, regime.treatment]));
  return edition.offers.flatMap((offer) =>
    offer.variants.flatMap((variant, variantAt) => {
      const outside = treatment.get(variant.regime) === 'taxed';
      const where: Part =
        offer.kind === 'adhesion' || offer.kind === 'package' ? offer.kind : offer.kind === 'complement' && !outside ? 'complement' : 'other';
      return where === part ? variant.charges.map((charge) => ({ offer, variant, variantAt, charge })) : [];
    }),
  );
}

function introOf(edition: Edition, part: Part, priced: readonly Priced[]): PrintedSentence[] {
  const regimes = edition.taxRegimes.filter((regime) => priced.some(({ variant }) => variant.regime === regime.key));
  const counting = part === 'adhesion' && edition.counting ? [edition.counting] : [];
  const notes = [...new Set(priced.map(({ offer }) => offer))].flatMap((offer) =>
    part === 'adhesion' && offer.note ? [{ says: offer.note, citations: offer.citations, readings: offer.readings }] : [],
  );
  return [
    ...notes,
    ...counting.map(({ says, citations, readings }) => ({ says, citations, readings })),
    ...counting.flatMap(({ leavesOut }) =>
      leavesOut.map((rule) => ({ says: `Ne compte pas : ${rule.says}.`, citations: [rule.citation], readings: [] })),
    ),
    ...regimes.map((regime) => ({ says: regime.mention, citations: regime.citations, readings: regime.readings })),
  ];
}
