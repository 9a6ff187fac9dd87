// SPDX-License-Identifier: EUPL-1.2
import { setImmediate as breathe } from 'node:timers/promises';
import type { Edition } from '../edition-schema.ts';
import { populationOf, type BodyFacts, type PopulationFigure } from '../price/body-facts.ts';
import { compileEdition, type CompiledEdition, type CompiledOffer } from '../price/compile-edition.ts';
import { countRoster, type Count } from '../price/count-roster.ts';
import { matchStratum, type Subject } from '../price/match-stratum.ts';
import { priceOffer } from '../price/price-offer.ts';
import { indexOf } from '../price/price-rules.ts';
import { isEpci, type Portfolio } from './portfolio.ts';
import type { SimulatedLine, SimulatedPrice } from './simulated-line.ts';

export type SimulationQuestion = {
  /** Volume of data that each territory is supposed to use, in Go: the whole, or for each body that counts and the EPCI. */
  readonly volume: { readonly go: number; readonly per: 'territory' | 'body' };
  /** Adhesions and packages to try; all of them when empty. */
  readonly offers: readonly string[];
};

// Long enough to work, short enough that other requests do not feel it.
const SLICE_MS = 12;

/**
 * Prices each body of a portfolio under two editions: adhesions for each EPCI with its whole territory, packages for every other body.
 * An offer that only one edition has is sur devis in the other.
 */
export async function simulateDraft(before: Edition, after: Edition, portfolio: Portfolio, question: SimulationQuestion): Promise<SimulatedLine[]> {
  const [old, next] = [trialOf(before, portfolio, question), trialOf(after, portfolio, question)];
  const offers = offersToTry(before, after, question.offers);
  const lines: SimulatedLine[] = [];
  let since = performance.now();
  for (const body of portfolio.bodies) {
    const epci = isEpci(body);
    for (const { key, label, kind } of offers) {
      if ((kind === 'adhesion') !== epci) continue;
      const [one, two] = [old.price(body, key), next.price(body, key)];
      lines.push(lineOf(body, { key, label }, one, two));
    }
    if (performance.now() - since > SLICE_MS) {
      await breathe();
      since = performance.now();
    }
  }
  return lines;
}

type Tried = SimulatedPrice & { counted: number | null; population: number | null };

function lineOf(body: BodyFacts, offer: { key: string; label: string }, before: Tried, after: Tried): SimulatedLine {
  const differenceCents = before.cents === null || after.cents === null ? null : after.cents - before.cents;
  return {
    body,
    offer: offer.key,
    offerLabel: offer.label,
    counted: after.counted ?? before.counted,
    population: after.population ?? before.population,
    before: { cents: before.cents, place: before.place },
    after: { cents: after.cents, place: after.place },
    differenceCents,
    changeBps: differenceCents === null || !before.cents ? null : Math.round((differenceCents * 10_000) / before.cents),
    changesPlace: before.place !== after.place,
  };
}

function offersToTry(before: Edition, after: Edition, asked: readonly string[]) {
  const offers = new Map([...before.offers, ...after.offers].map((offer) => [offer.key, offer]));
  return [...offers.values()].filter(
    (offer) => (offer.kind === 'adhesion' || offer.kind === 'package') && (asked.length === 0 || asked.includes(offer.key)),
  );
}

/** One edition ready to price the portfolio. */
function trialOf(edition: Edition, portfolio: Portfolio, question: SimulationQuestion) {
  const compiled = compileEdition(edition);
  const figure = figureOf(edition);
  const subjects = new WeakMap<BodyFacts, Subject>();
  return {
    price(body: BodyFacts, offerKey: string): Tried {
      const offer = compiled.offers.get(offerKey);
      const isAdhesion = offer?.source.kind === 'adhesion';
      const subject = subjects.get(body) ?? subjectOf(body, figure, portfolio);
      subjects.set(body, subject);
      const population = subject.population?.value ?? null;
      if (!offer) return { cents: null, place: null, counted: null, population };
      const counting = isAdhesion ? countRoster(compiled, portfolio.roster(body.id), figure, portfolio.find) : null;
      const go = counting && question.volume.per === 'body' ? question.volume.go * (counting.counted + 1) : question.volume.go;
      const asked = { ...subject, isMember: isAdhesion, holds: [offerKey] };
      const inputs = Object.fromEntries(offer.source.inputs.map(({ key, fallback }) => [key, typeof fallback === 'number' ? fallback : go]));
      const priced = priceOffer(compiled, { offer, subject: asked, inputs, choices: {}, counting, beneficiaries: none, epci: body.id, years: 1 });
      const isPriced = priced.length > 0 && priced.every((line) => line.amountCents !== null);
      return {
        cents: isPriced ? priced.reduce((sum, line) => sum + (line.amountCents ?? 0), 0) : null,
        place: placeOf(compiled, offer, asked, inputs, counting),
        counted: counting?.counted ?? null,
        population,
      };
    },
  };
}

function subjectOf(body: BodyFacts, figure: PopulationFigure, portfolio: Portfolio): Subject {
  return { body, population: populationOf(body, figure, portfolio.find), isMember: false, holds: none, held: {}, matches: new Map() };
}

/** The printed cell, or the printed stratum, on which the body falls. */
function placeOf(
  edition: CompiledEdition,
  offer: CompiledOffer,
  subject: Subject,
  inputs: Record<string, number>,
  counting: Count | null,
): string | null {
  for (const { source } of offer.variants.flatMap((variant) => variant.charges)) {
    const { price } = source;
    if (price.kind === 'grid' && counting) {
      const column = price.columns.steps[indexOf(price.columns.steps, counting.counted)];
      const row = price.rows.steps[indexOf(price.rows.steps, inputs[price.rows.input] ?? 0)];
      return column && row ? `${column.label} · ${row.label}` : null;
    }
    if (price.kind === 'per-stratum') {
      const scheme = edition.schemes.get(price.scheme);
      const match = scheme && matchStratum(scheme, subject, inputs);
      const index = match?.kind === 'stratum' ? match.stratum.index : -1;
      return scheme?.source.strata[index]?.label ?? null;
    }
  }
  return null;
}

function figureOf(edition: Edition): PopulationFigure {
  const value = edition.settings.find((setting) => setting.key === 'population')?.value;
  return value === 'municipale' || value === 'communeFile' ? value : 'totale';
}

const none: readonly string[] = [];
