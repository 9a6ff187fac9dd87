// SPDX-License-Identifier: EUPL-1.2
import {
  compileEdition,
  contentOf,
  countRoster,
  populationOf,
  priceOffer,
  type BodyFacts,
  type CompiledEdition,
  type CompiledOffer,
  type Count,
  type Edition,
  type PopulationFigure,
  type PricedLine,
  type PriceStatus,
  type Subject,
} from '#rooms/catalogue/api.ts';
import { compareALaCarte } from './compare-a-la-carte.ts';
import { estimateSubsidies } from './estimate-subsidies.ts';
import { gatherBodies, type Gathered } from './gather-bodies.ts';
import type { PricedQuote, QuoteBody } from './priced-quote.ts';
import type { QuoteFacts } from './quote-facts.ts';
import { checkNumber, readInputs } from './read-inputs.ts';
import { refuse } from './refusals.ts';
import type { QuoteRequest } from './request-schema.ts';
import { sensitivityOf } from './sensitivity.ts';
import { payersOf, totalsOf } from './totals.ts';

type Asked = {
  readonly offer: CompiledOffer;
  readonly targets: readonly BodyFacts[];
  readonly item: QuoteRequest['items'][number];
  readonly field: string;
};

/**
 * Prices a request under an edition, from facts gathered beforehand. Pure: the same three arguments always give the same quote.
 * Refuses (`quote.…`) what cannot be asked; what can be asked and has no printed price comes back sur devis.
 */
export function priceRequest(edition: Edition, request: QuoteRequest, facts: QuoteFacts): PricedQuote {
  if (edition.operator.key !== request.operator)
    throw refuse('quote.unknown-edition', { operator: request.operator, edition: edition.key }, 'edition');
  const compiled = compileEdition(edition);
  const gathered = gatherBodies(request, facts);
  refuseUnknownHoldings(compiled, gathered);
  const figure = request.populationFigure ?? figureOf(edition);
  const asked = request.items.map((item, at) => askedFor(compiled, gathered, item, `items.${at}`));
  refuseTwice(asked);
  const subjectOf = subjects(compiled, gathered, asked, figure);
  const adhesion = asked.find((entry) => entry.offer.source.kind === 'adhesion');
  const counting = adhesion ? countRoster(compiled, gathered.roster, figure, gathered.find) : null;
  const lines: PricedLine[] = [];
  const included: PricedQuote['included'][number][] = [];
  for (const entry of asked) priceItem(compiled, request, gathered, entry, { subjectOf, counting }, lines, included);
  const totals = totalsOf(lines, request.years);
  const status = weakest(lines);
  return {
    format: 1,
    operator: edition.operator,
    edition: headingOf(edition),
    body: bodyOf(gathered.subject),
    roster: gathered.roster.map(bodyOf),
    populationFigure: figure,
    status,
    isComplete: status !== 'on-quote',
    lines,
    counting: counting && {
      rule: counting.rule,
      citations: counting.citations,
      figure,
      counted: counting.counted,
      leftOut: counting.leftOut,
      unknown: counting.unknown,
      bodies: counting.bodies,
    },
    included,
    totals,
    payers: payersOf(lines, request.years, totals),
    subsidies: estimateSubsidies(edition, lines, (id) => subjectOf(gathered.find(id) ?? gathered.subject)),
    sensitivity: adhesion && counting ? sensitivityFor(compiled, request, gathered, adhesion, counting) : null,
    comparison: adhesion ? compareALaCarte(compiled, [gathered.subject, ...gathered.roster], adhesionLines(lines, adhesion), request.years) : null, // prettier-ignore
    readings: readingsOf(edition, lines, counting),
  };
}

function askedFor(edition: CompiledEdition, gathered: Gathered, item: Asked['item'], field: string): Asked {
  const offer = edition.offers.get(item.offer);
  if (!offer) throw refuse('quote.unknown-offer', { edition: edition.source.label, offer: item.offer }, `${field}.offer`);
  if (item.payer === 'epci' && !isEpci(gathered.subject)) throw refuse('quote.no-epci-to-pay', { body: gathered.subject.name }, `${field}.payer`);
  if (offer.source.kind === 'adhesion' && !isEpci(gathered.subject))
    throw refuse('quote.adhesion-needs-epci', { body: gathered.subject.name }, field);
  return { offer, targets: targetsOf(gathered, item, field), item, field };
}

function targetsOf({ subject, roster, find }: Gathered, item: Asked['item'], field: string): readonly BodyFacts[] {
  if (item.for === undefined) return [subject];
  if (item.for === 'roster') return roster;
  const body = find(item.for);
  if (!body || (body !== subject && !roster.includes(body))) throw refuse('quote.not-in-roster', { body: item.for }, `${field}.for`);
  return [body];
}

/** A misspelt package would silently lose its quotas. */
function refuseUnknownHoldings(edition: CompiledEdition, { holdings }: Gathered): void {
  for (const { offers } of holdings.values())
    for (const offer of offers)
      if (!edition.offers.has(offer)) throw refuse('quote.unknown-offer', { edition: edition.source.label, offer }, 'holds.offers');
}

/** Two items of one offer for one body would each deduct the same quota. */
function refuseTwice(asked: readonly Asked[]): void {
  for (let at = 1; at < asked.length; at += 1)
    for (let before = 0; before < at; before += 1) {
      const one = asked[at];
      const other = asked[before];
      if (!one || one.offer !== other?.offer) continue;
      const twice = one.targets.find((body) => other.targets.includes(body));
      if (twice) throw refuse('quote.same-offer-twice', { offer: one.offer.source.label, body: twice.name }, one.field);
    }
}

/** Each body with what it holds: said in the request, or asked in it. An adhesion covers the EPCI and every body retained. */
function subjects(edition: CompiledEdition, gathered: Gathered, asked: readonly Asked[], figure: PopulationFigure): (body: BodyFacts) => Subject {
  const known = new Map<BodyFacts, Subject>();
  const isAdhesion = (key: string) => edition.offers.get(key)?.source.kind === 'adhesion';
  const adhesions = asked.filter((entry) => entry.offer.source.kind === 'adhesion').map((entry) => entry.offer.source.key);
  const covering = [...adhesions, ...(gathered.holdings.get(gathered.subject.id)?.offers ?? []).filter(isAdhesion)];
  return (body) => {
    const found = known.get(body);
    if (found) return found;
    const holding = gathered.holdings.get(body.id);
    const holds = [...covering, ...(holding?.offers ?? [])];
    for (const entry of asked) if (entry.targets.includes(body)) holds.push(entry.offer.source.key);
    const subject: Subject = {
      body,
      population: populationOf(body, figure, gathered.find),
      isMember: holds.some(isAdhesion),
      holds,
      held: holding?.certificates === undefined ? nothingHeld : { certificates: holding.certificates },
      matches: new Map(),
    };
    known.set(body, subject);
    return subject;
  };
}

type Around = { readonly subjectOf: (body: BodyFacts) => Subject; readonly counting: Count | null };

function priceItem(
  edition: CompiledEdition,
  request: QuoteRequest,
  gathered: Gathered,
  asked: Asked,
  around: Around,
  lines: PricedLine[],
  included: PricedQuote['included'][number][],
): void {
  const { offer, item, field } = asked;
  const isAdhesion = offer.source.kind === 'adhesion';
  const inputs =
    offer.source.inputs.length === 0 && Object.keys(item.inputs).length === 0
      ? noInputs
      : readInputs(offer.source, withVolume(request, asked), field);
  for (const body of asked.targets) {
    const subject = around.subjectOf(body);
    const beneficiaries = isAdhesion ? [body.id, ...gathered.roster.map((one) => one.id)] : [body.id];
    const epci = isEpci(gathered.subject) ? gathered.subject.id : body.id;
    const priced = priceOffer(edition, {
      offer,
      subject,
      inputs: inputs.numbers,
      choices: inputs.choices,
      counting: around.counting,
      beneficiaries,
      epci,
      byConvention: item.payer === 'epci',
      ...(body.kind === 'budget-annexe' && body !== gathered.subject && { holder: gathered.subject.id }),
      years: request.years,
    });
    if (priced.length === 0) throw refuse('quote.nothing-asked', { offer: offer.source.label }, field);
    for (const line of priced) lines.push(line);
    if (isAdhesion || offer.source.content.length > 0)
      included.push({ offer: offer.source.key, offerLabel: offer.source.label, bodies: beneficiaries, services: contentOf(edition, offer, subject) });
  }
}

/** The volume of the territory is said once in the request; the adhesion reads it as its own input. */
function withVolume(request: QuoteRequest, { offer, item }: Asked): Readonly<Record<string, number | string>> {
  if (offer.source.kind !== 'adhesion' || item.inputs['volume'] !== undefined || request.volume === undefined) return item.inputs;
  return { ...item.inputs, volume: volumeGo(request, offer) };
}

function volumeGo({ volume }: QuoteRequest, offer: CompiledOffer): number {
  if (!volume) return 0;
  const input = offer.source.inputs.find((one) => one.key === 'volume') ?? { label: 'Volume', indivisible: false, least: 0, most: 1_000_000 };
  // 1 To is 1 000 Go; six decimals of To are the three of Go, and 1,1 × 1 000 carries binary dust.
  const go = volume.unit === 'To' ? Math.round(volume.value * 1e9) / 1e6 : volume.value;
  return checkNumber(go, input, 'volume.value');
}

function sensitivityFor(
  edition: CompiledEdition,
  request: QuoteRequest,
  gathered: Gathered,
  adhesion: Asked,
  counting: Count,
): PricedQuote['sensitivity'] {
  const grid = adhesion.offer.source.variants[0]?.charges.find((charge) => charge.price.kind === 'grid')?.price;
  if (grid?.kind !== 'grid') return null;
  const given = adhesion.item.inputs[grid.rows.input];
  const used = typeof given === 'number' ? given : volumeGo(request, adhesion.offer);
  return sensitivityOf(edition, grid, used, counting, gathered.roster, gathered.find);
}

function adhesionLines(lines: readonly PricedLine[], adhesion: Asked): readonly PricedLine[] {
  return lines.filter((line) => line.offer === adhesion.offer.source.key);
}

function weakest(lines: readonly PricedLine[]): PriceStatus {
  let status: PriceStatus = 'firm';
  for (const line of lines) {
    if (line.status === 'on-quote') return 'on-quote';
    if (line.status === 'to-confirm') status = 'to-confirm';
  }
  return status;
}

function readingsOf(edition: Edition, lines: readonly PricedLine[], counting: Count | null): Edition['readings'] {
  const used = new Set(counting?.readings);
  for (const line of lines) for (const reading of line.readings) used.add(reading);
  return edition.readings.filter((reading) => used.has(reading.id));
}

function figureOf(edition: Edition): PopulationFigure {
  const value = edition.settings.find((setting) => setting.key === 'population')?.value;
  return value === 'municipale' || value === 'communeFile' ? value : 'totale';
}

const headings = new WeakMap<Edition, PricedQuote['edition']>();

function headingOf(edition: Edition): PricedQuote['edition'] {
  const known = headings.get(edition);
  if (known) return known;
  const heading = Object.freeze({ key: edition.key, label: edition.label, status: edition.status, act: edition.act, validity: edition.validity });
  headings.set(edition, heading);
  return heading;
}

/** One shape for all, absent numbers included: a national run makes a hundred thousand of them. */
function bodyOf(body: BodyFacts): QuoteBody {
  return { id: body.id, siren: body.siren ?? null, insee: body.insee ?? null, name: body.name, kind: body.kind };
}

function isEpci(body: BodyFacts): boolean {
  return body.kind === 'cc' || body.kind === 'ca' || body.kind === 'cu' || body.kind === 'metropole';
}

const nothingHeld: Subject['held'] = {};
const noInputs = { numbers: {}, choices: {} };
