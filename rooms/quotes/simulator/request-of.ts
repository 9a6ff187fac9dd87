// SPDX-License-Identifier: EUPL-1.2
import { readEuros } from '#platform/money/euros.ts';
import type { BodyFacts, Edition, Offer } from '#rooms/catalogue/api.ts';
import { adhesionOf, isEpci, referenceOf } from './simulation.ts';
import type { SimulationState } from './state.ts';

/** The request that a simulation stands for; the pricing engine checks it and refuses what it must. */
export function requestOf(
  edition: Edition,
  { subject, members }: { subject: BodyFacts; members: readonly BodyFacts[] },
  state: SimulationState,
  asked: readonly string[],
): Record<string, unknown> {
  const adhesion = adhesionOf(edition);
  const isTerritory = isEpci(subject);
  const perCommune = isTerritory && !adhesion && state.target === 'communes';
  const offers = asked.flatMap((key) => edition.offers.find((offer) => offer.key === key) ?? []);
  return {
    operator: edition.operator.key,
    edition: edition.key,
    for: { ...byReference(subject), ...factsOf(state, adhesion) },
    ...(isTerritory && { leaveOut: state.leftOut, bodies: [...ccasOf(state, members), ...othersOf(state)] }),
    ...(adhesion && asked.includes(adhesion.key) && { volume: { value: readNumber(state.volume), unit: state.unit } }),
    items: offers.map((offer) => ({
      offer: offer.key,
      ...(perCommune && { for: 'roster' }),
      inputs: inputsOf(offer, state),
    })),
    years: 3,
    ...(state.figure && { populationFigure: state.figure }),
  };
}

/** The number that a French reader wrote; what cannot be read is not a number, and the engine says so. */
export function readNumber(text: string): number {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

function byReference(body: BodyFacts): Record<string, string> {
  const reference = referenceOf(body);
  return /^\d{9}$/.test(reference) ? { siren: reference } : { insee: reference };
}

function factsOf(state: SimulationState, adhesion: Offer | null): Record<string, unknown> {
  const budget = state.budget ? readEuros(state.budget) : null;
  return {
    ...(state.agents && { agents: readNumber(state.agents) }),
    ...(state.budget && { budgetCents: budget ?? Number.NaN }),
    ...(state.isAffiliated !== null && { affiliated: state.isAffiliated }),
    ...(state.isHosted !== null && { hosted: state.isHosted }),
    ...(state.isMember && adhesion && { holds: { offers: [adhesion.key] } }),
  };
}

function ccasOf(state: SimulationState, members: readonly BodyFacts[]): Record<string, unknown>[] {
  return members
    .filter((member) => state.ccas.includes(referenceOf(member)))
    .map((member) => ({ id: ccasId(member), kind: 'ccas', name: `CCAS – ${member.name}`, serves: [referenceOf(member)] }));
}

/** Under which name the CCAS of a commune stands in the request. */
export function ccasId(commune: BodyFacts): string {
  return `ccas-${referenceOf(commune).toLowerCase()}`;
}

function othersOf(state: SimulationState): Record<string, unknown>[] {
  return state.others.map((other, at) => ({
    id: `autre-${at + 1}`,
    kind: other.kind,
    name: other.name,
    ...(other.population && { population: readNumber(other.population) }),
    ...(other.agents && { agents: readNumber(other.agents) }),
  }));
}

function inputsOf(offer: Offer, state: SimulationState): Record<string, number | string> {
  const inputs: Record<string, number | string> = {};
  for (const { key, kind } of offer.inputs) {
    if (offer.kind === 'adhesion' && key === 'volume') continue;
    const typed = state.inputs.get(`${offer.key}.${key}`);
    if (typed === undefined || typed === '') continue;
    if (kind === 'choice' || kind === 'text') inputs[key] = typed;
    else if (kind === 'amount') inputs[key] = readEuros(typed) ?? Number.NaN;
    else inputs[key] = readNumber(typed);
  }
  return inputs;
}
