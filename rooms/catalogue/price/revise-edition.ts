// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';
import type { Charge, Citation, Edition, Offer, PriceRule } from '../edition-schema.ts';
import { count } from './french-figures.ts';
import { coefficientAt, generatedCell, generatedCells, withCells, type Grid } from './generate-grid.ts';
import { shareHalfUp } from './round.ts';

/** One change of a draft. Amounts are cents; `bps` is signed, 250 is +2,5 %. */
export type Change =
  | { readonly kind: 'percentage'; readonly bps: number; readonly offers?: readonly string[]; readonly roundTo: 'cent' | 'euro' }
  | { readonly kind: 'unit-price'; readonly offer: string; readonly unitCents: number }
  | { readonly kind: 'price'; readonly offer: string; readonly charge: string; readonly place?: string; readonly cents: number }
  | {
      readonly kind: 'add-row' | 'add-column';
      readonly offer: string;
      readonly upTo: number;
      readonly label: string;
      readonly cents?: readonly number[];
    }
  | { readonly kind: 'remove-row' | 'remove-column'; readonly offer: string; readonly upTo: number }
  | { readonly kind: 'add-service'; readonly service: Edition['services'][number]; readonly offer?: Offer }
  | { readonly kind: 'remove-service'; readonly service: string };

export type Revision = { readonly key: string; readonly label: string; readonly changes: readonly Change[] };

export const { refusals: revisionRefusals, refuse } = defineRefusals({
  'catalogue.no-such-offer': { status: 422, says: 'L’édition n’a pas d’offre « {offer} ».' },
  'catalogue.no-such-service': { status: 422, says: 'L’édition n’a pas de service « {service} ».' },
  'catalogue.no-such-price': { status: 422, says: 'L’offre « {offer} » n’a pas de prix « {place} ».' },
  'catalogue.service-exists': { status: 422, says: 'Le service « {service} » existe déjà.' },
  'catalogue.no-grid': { status: 422, says: 'L’offre « {offer} » n’a pas de grille.' },
  'catalogue.no-generator': { status: 422, says: 'La grille de « {offer} » n’a pas de prix unitaire : donnez les montants un par un.' },
  'catalogue.step-exists': { status: 422, says: 'Le palier {upTo} existe déjà dans la grille.' },
  'catalogue.no-such-step': { status: 422, says: 'La grille n’a pas de palier {upTo}.' },
  'catalogue.last-step': { status: 422, says: 'La grille doit garder au moins un palier.' },
  'catalogue.cells-count': { status: 422, says: 'Il faut {expected} montants pour ce palier, {given} sont donnés.' },
  'catalogue.below-zero': { status: 422, says: 'Une baisse de {percent} rendrait des prix négatifs.' },
});

/**
 * A draft made from an edition by changes, in order. The edition itself is untouched. A revised price is no longer printed where it was: it cites the
 * draft's own annex, until the vote gives it its act.
 */
export function reviseEdition(edition: Edition, revision: Revision): Edition {
  const document = nextDocument(edition);
  const draft: Edition = {
    ...structuredClone(edition),
    key: revision.key,
    label: revision.label,
    status: 'draft',
    validity: { from: unknownDay, to: unknownDay },
    act: { known: false, says: 'non communiqué' },
    relatedActs: [],
  };
  draft.documents = [...draft.documents, { key: document, label: `Projet d’annexe « ${revision.label} »`, date: null }];
  for (const change of revision.changes) apply(draft, change, document);
  return draft;
}

function apply(draft: Edition, change: Change, document: string): void {
  switch (change.kind) {
    case 'percentage':
      return raise(draft, change, document);
    case 'unit-price':
      return onGrid(draft, change.offer, (grid) => regenerate(grid, change.unitCents, change.offer, document));
    case 'price':
      return setPrice(draft, change, document);
    case 'add-row':
    case 'add-column':
      return onGrid(draft, change.offer, (grid) => addStep(grid, change, document));
    case 'remove-row':
    case 'remove-column':
      return onGrid(draft, change.offer, (grid) => removeStep(grid, change, document));
    case 'add-service':
      return addService(draft, change);
    case 'remove-service':
      return removeService(draft, change.service);
  }
}

function raise(draft: Edition, change: Extract<Change, { kind: 'percentage' }>, document: string): void {
  if (change.bps <= -10_000) throw refuse('catalogue.below-zero', { percent: `${count(-change.bps / 100)} %` });
  for (const key of change.offers ?? []) offerOf(draft, key);
  const offers = draft.offers.filter((offer) => !change.offers || change.offers.includes(offer.key));
  const raised = (cents: number) => {
    const exact = shareHalfUp(cents, 10_000 + change.bps, 10_000);
    return change.roundTo === 'euro' ? shareHalfUp(exact, 1, 100) * 100 : exact;
  };
  for (const charge of offers.flatMap(chargesOf)) charge.price = raisedRule(charge.price, raised, document);
}

function raisedRule(price: PriceRule, raised: (cents: number) => number, document: string): PriceRule {
  const moved = (citation: Citation, cents: number): Citation => recited(citation, cents, document);
  switch (price.kind) {
    case 'fixed':
    case 'per-inhabitant': {
      const cents = raised(price.cents);
      return { ...price, cents, citations: price.citations.map((citation) => moved(citation, cents)) };
    }
    case 'steps':
      return {
        ...price,
        steps: price.steps.map((step) => ({ ...step, cents: raised(step.cents), citation: moved(step.citation, raised(step.cents)) })),
      };
    case 'per-stratum':
      return { ...price, prices: price.prices.map((entry) => (entry.cents === null ? entry : { ...entry, cents: raised(entry.cents), citation: moved(entry.citation, raised(entry.cents)) })) }; // prettier-ignore
    case 'grid':
      return price.generator ? regenerate(price, raised(price.generator.unitCents), '', document) : withCells(price, price.cells.map((row) => row.cents.map(raised)), document); // prettier-ignore
    case 'percentage':
    case 'on-quote':
      return price;
  }
}

function regenerate(grid: Grid, unitCents: number, offer: string, document: string): Grid {
  if (!grid.generator) throw refuse('catalogue.no-generator', { offer });
  const revised: Grid = { ...grid, generator: { ...grid.generator, unitCents } };
  return withCells(revised, generatedCells(revised) ?? [], document);
}

function setPrice(draft: Edition, change: Extract<Change, { kind: 'price' }>, document: string): void {
  const charges = chargesOf(offerOf(draft, change.offer)).filter((charge) => charge.key === change.charge);
  let isFound = false;
  for (const charge of charges) {
    const { price } = charge;
    if (price.kind === 'fixed' && change.place === undefined) {
      charge.price = { ...price, cents: change.cents, citations: price.citations.map((citation) => recited(citation, change.cents, document)) };
      isFound = true;
    }
    const places = price.kind === 'steps' ? price.steps.filter((step) => String(step.upTo) === change.place) : price.kind === 'per-stratum' ? price.prices.filter((entry) => entry.stratum === change.place) : []; // prettier-ignore
    for (const place of places) {
      place.cents = change.cents;
      place.citation = recited(place.citation, change.cents, document);
      isFound = true;
    }
  }
  if (!isFound) throw refuse('catalogue.no-such-price', { offer: change.offer, place: [change.charge, change.place].filter(Boolean).join(' / ') });
}

type Adding = Extract<Change, { kind: 'add-row' | 'add-column' }>;

/** At the end, the unit price may give the amounts; in the middle it would shift every diagonal after it, so they are given and the generator goes. */
function addStep(grid: Grid, change: Adding, document: string): Grid {
  const isRow = change.kind === 'add-row';
  const axis = isRow ? grid.rows : grid.columns;
  if (axis.steps.some((step) => step.upTo === change.upTo)) throw refuse('catalogue.step-exists', { upTo: change.upTo });
  const at = axis.steps.filter((step) => step.upTo < change.upTo).length;
  const isLast = at === axis.steps.length;
  const width = isRow ? grid.columns.steps.length : grid.rows.steps.length;
  const cents = change.cents ?? (isLast ? nextCells(grid, isRow, width, change.offer) : null);
  if (!cents) throw refuse('catalogue.no-generator', { offer: change.offer });
  if (cents.length !== width) throw refuse('catalogue.cells-count', { expected: width, given: cents.length });
  const step = { upTo: change.upTo, label: change.label, citation: { document, line: at + 1, label: change.label, figure: change.label } };
  const steps = axis.steps.toSpliced(at, 0, step);
  const cells = grid.cells.map((row) => row.cents);
  const wider = isRow ? cells.toSpliced(at, 0, [...cents]) : cells.map((row, r) => row.toSpliced(at, 0, cents[r] ?? 0));
  const { generator, ...rest } = grid;
  const axes = isRow ? { rows: { ...grid.rows, steps } } : { columns: { ...grid.columns, steps } };
  return withCells({ ...rest, ...axes, ...(generator && isLast && !change.cents ? { generator } : {}) }, wider, document);
}

function nextCells(grid: Grid, isRow: boolean, width: number, offer: string): number[] {
  const { generator } = grid;
  if (!generator || Array.isArray(generator.coefficientTenths[0])) throw refuse('catalogue.no-generator', { offer });
  const next = isRow ? grid.rows.steps.length : grid.columns.steps.length;
  return Array.from({ length: width }, (_, at) =>
    generatedCell(generator.unitCents, coefficientAt(generator, isRow ? next : at, isRow ? at : next), generator.rounding),
  );
}

function removeStep(grid: Grid, change: Extract<Change, { kind: 'remove-row' | 'remove-column' }>, document: string): Grid {
  const isRow = change.kind === 'remove-row';
  const axis = isRow ? grid.rows : grid.columns;
  const at = axis.steps.findIndex((step) => step.upTo === change.upTo);
  if (at === -1) throw refuse('catalogue.no-such-step', { upTo: change.upTo });
  if (axis.steps.length === 1) throw refuse('catalogue.last-step');
  const steps = axis.steps.toSpliced(at, 1);
  const cells = grid.cells.map((row) => row.cents);
  const narrower = isRow ? cells.toSpliced(at, 1) : cells.map((row) => row.toSpliced(at, 1));
  const { generator, ...rest } = grid;
  const isLast = at === steps.length;
  return withCells(
    {
      ...rest,
      ...(isRow ? { rows: { ...grid.rows, steps } } : { columns: { ...grid.columns, steps } }),
      ...(generator && isLast ? { generator } : {}),
    },
    narrower,
    document,
  );
}

function addService(draft: Edition, { service, offer }: Extract<Change, { kind: 'add-service' }>): void {
  if (draft.services.some((one) => one.key === service.key)) throw refuse('catalogue.service-exists', { service: service.key });
  draft.services = [...draft.services, service];
  if (offer) draft.offers = [...draft.offers, offer];
}

/** With the service go the offers that sell nothing else, and its quotas. */
function removeService(draft: Edition, key: string): void {
  if (!draft.services.some((service) => service.key === key)) throw refuse('catalogue.no-such-service', { service: key });
  draft.services = draft.services.filter((service) => service.key !== key);
  const quotas = new Set(draft.quotas.filter((quota) => quota.service === key).map((quota) => quota.key));
  draft.quotas = draft.quotas.filter((quota) => !quotas.has(quota.key));
  const gone = new Set(
    draft.offers.filter((offer) => offer.services.length > 0 && offer.services.every((service) => service === key)).map((offer) => offer.key),
  );
  draft.offers = draft.offers.filter((offer) => !gone.has(offer.key));
  for (const offer of draft.offers) {
    offer.services = offer.services.filter((service) => service !== key);
    offer.content = offer.content.filter((line) => line.service !== key);
    for (const charge of chargesOf(offer))
      if (charge.quantity.lessQuota !== undefined && quotas.has(charge.quantity.lessQuota)) delete charge.quantity.lessQuota;
  }
  draft.subsidies = draft.subsidies.map((subsidy) => ({ ...subsidy, offers: subsidy.offers.filter((offer) => !gone.has(offer)) })).filter((subsidy) => subsidy.offers.length > 0); // prettier-ignore
  if (draft.comparison) draft.comparison.basket = draft.comparison.basket.filter((line) => !gone.has(line.offer));
}

function onGrid(draft: Edition, offer: string, change: (grid: Grid) => Grid): void {
  const charge = chargesOf(offerOf(draft, offer)).find((one) => one.price.kind === 'grid');
  if (charge?.price.kind !== 'grid') throw refuse('catalogue.no-grid', { offer });
  charge.price = change(charge.price);
}

function offerOf(draft: Edition, key: string): Offer {
  const offer = draft.offers.find((one) => one.key === key);
  if (!offer) throw refuse('catalogue.no-such-offer', { offer: key });
  return offer;
}

function chargesOf(offer: Offer): Charge[] {
  return offer.variants.flatMap((variant) => variant.charges);
}

/** The annex of the draft is not laid out yet: its prices have no line of their own, so all cite its first. */
function recited(citation: Citation, cents: number, document: string): Citation {
  return { document, line: 1, label: citation.label, figure: count(cents / 100).replaceAll('\u202f', ' ') };
}

function nextDocument(edition: Edition): string {
  const drafts = edition.documents.filter((document) => document.key.startsWith('D')).length;
  return `D${drafts + 1}`;
}

const unknownDay = { day: null, basis: 'not-communicated', says: 'Projet : dates à fixer par le vote.' } as const;
