// SPDX-License-Identifier: EUPL-1.2
import { slugOf } from '#platform/text/slug.ts';
import { refuse } from '../contract.ts';
import type { Edition, Offer } from '../edition-schema.ts';
import type { Change } from '../price/revise-edition.ts';
import { draftDocument } from './draft-document.ts';
import type { NewService } from './revision-shapes.ts';

/** The service that a request describes, with its offer when it is sold, as the engine adds it. */
export function newService(edition: Edition, asked: NewService): Change {
  if (!edition.headings.some((heading) => heading.key === asked.heading))
    throw refuse('catalogue.unknown-heading', { heading: asked.heading }, 'change.heading');
  const key = slugOf(asked.label);
  const citations = [{ document: draftDocument(edition), line: 1, label: asked.label }];
  const service: Edition['services'][number] = {
    key,
    label: asked.label,
    heading: asked.heading,
    status: asked.status,
    limits: [],
    citations,
    readings: [],
    ...(asked.note !== undefined && { note: asked.note }),
  };
  return { kind: 'add-service', service, ...(asked.offer && { offer: offerOf(edition, asked, key, asked.offer) }) };
}

/** A service that an adhesion or a package contains stands among what they bring. */
export function includeService(edition: Edition, asked: NewService): Edition {
  const key = slugOf(asked.label);
  const citations = [{ document: edition.documents.at(-1)?.key ?? '', line: 1, label: asked.label, figure: 'Inclus' }];
  const offers = edition.offers.map((offer): Offer => {
    if (offer.kind === 'adhesion' && asked.status === 'INC') return { ...offer, services: [...offer.services, key] };
    if (!asked.packages.includes(offer.key)) return offer;
    const line = { service: key, terms: 'included' as const, printed: 'Inclus', limits: [], citations, readings: [] };
    return { ...offer, services: [...offer.services, key], content: [...offer.content, line] };
  });
  const missing = asked.packages.find((one) => !edition.offers.some((offer) => offer.key === one && offer.kind === 'package'));
  if (missing !== undefined) throw refuse('catalogue.unknown-package', { package: missing }, 'change.packages');
  return { ...edition, offers };
}

function offerOf(edition: Edition, asked: NewService, key: string, sold: NonNullable<NewService['offer']>): Offer {
  if (!edition.taxRegimes.some((regime) => regime.key === sold.regime))
    throw refuse('catalogue.unknown-regime', { regime: sold.regime }, 'change.offer.regime');
  const figure = sold.cents === null ? 'Sur devis' : String(sold.cents / 100).replace('.', ',');
  const citations = [{ document: draftDocument(edition), line: 1, label: asked.label, figure }];
  return {
    key,
    label: asked.label,
    kind: asked.status === 'CPL' ? 'complement' : 'service',
    services: [key],
    inputs: [],
    ceilings: [],
    content: [],
    variants: [
      {
        regime: sold.regime,
        payer: 'orderer',
        charges: [
          {
            key: 'prix',
            label: asked.label,
            unit: sold.unit,
            due: { firstYear: 1, everyYears: sold.rhythm === 'yearly' ? 1 : null },
            quantity: { constant: 1 },
            price:
              sold.cents === null
                ? { kind: 'on-quote', because: 'Le projet annonce un prix sur devis.', citations, readings: [] }
                : { kind: 'fixed', cents: sold.cents, citations },
            readings: [],
          },
        ],
      },
    ],
    citations,
    readings: [],
  };
}
