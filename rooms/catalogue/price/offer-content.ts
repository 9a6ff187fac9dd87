// SPDX-License-Identifier: EUPL-1.2
import type { Citation, Edition, Offer, Quota } from '../edition-schema.ts';
import type { CompiledEdition, CompiledOffer } from './compile-edition.ts';
import { matchStratum, type Subject } from './match-stratum.ts';

export type IncludedQuota = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly per: Quota['per'];
  /** Null when the stratum is not known. */
  readonly amount: number | null;
  readonly stratum: string | null;
  readonly citation: Citation | null;
  readonly readings: readonly string[];
};

/** One service as an offer brings it to a body, with its quota and its limits. */
export type IncludedService = {
  readonly service: string;
  readonly label: string;
  readonly heading: string;
  readonly terms: Offer['content'][number]['terms'];
  readonly printed: string;
  readonly quotas: readonly IncludedQuota[];
  readonly limits: Offer['content'][number]['limits'];
  readonly citations: readonly Citation[];
  readonly readings: readonly string[];
};

/** What an offer brings to a body. The list is shared by all bodies of the same strata. */
export function contentOf(edition: CompiledEdition, offer: CompiledOffer, subject: Subject): readonly IncludedService[] {
  // One number says which strata: the lists of a national run are looked up half a million times.
  let combination = 0;
  for (const scheme of offer.contentSchemes) {
    const match = matchStratum(scheme, subject, noInputs);
    combination = combination * (scheme.strata.length + 1) + (match.kind === 'stratum' ? match.stratum.index + 1 : 0);
  }
  const known = offer.contents.get(combination);
  if (known) return known;
  const content = offer.source.content.length > 0 ? fromMatrix(edition, offer, subject) : fromServices(edition, offer, subject);
  offer.contents.set(combination, Object.freeze(content));
  return content;
}

/** How much of a quota the body enjoys through what it holds, and where that is printed. Zero without any offer that opens it. */
export function quotaOf(edition: CompiledEdition, key: string, subject: Subject): IncludedQuota | null {
  const quota = edition.quotas.get(key);
  if (!quota || !quota.through.some((offer) => subject.holds.includes(offer))) return null;
  return quotaFor(edition, quota, subject);
}

function fromMatrix(edition: CompiledEdition, offer: CompiledOffer, subject: Subject): IncludedService[] {
  return offer.source.content.map((line) => {
    const service = serviceOf(edition.source, line.service);
    const quotas = offer.quotas.filter((quota) => quota.key === line.quota).map((quota) => quotaFor(edition, quota, subject));
    const { terms, printed, limits, citations, readings } = line;
    return { service: service.key, label: service.label, heading: service.heading, terms, printed, quotas, limits, citations, readings };
  });
}

function fromServices(edition: CompiledEdition, offer: CompiledOffer, subject: Subject): IncludedService[] {
  return offer.source.services.map((key) => {
    const { label, heading, limits, citations, readings } = serviceOf(edition.source, key);
    const quotas = offer.quotas.filter((quota) => quota.service === key).map((quota) => quotaFor(edition, quota, subject));
    return { service: key, label, heading, terms: quotas.length > 0 ? 'quota' : 'included', printed: label, quotas, limits, citations, readings };
  });
}

function quotaFor(edition: CompiledEdition, quota: Quota, subject: Subject): IncludedQuota {
  const { key, label, unit, per, amount, readings } = quota;
  const shared = { key, label, unit, per, readings };
  if (amount.kind === 'flat') return { ...shared, amount: amount.value, stratum: null, citation: amount.citation };
  const scheme = edition.schemes.get(amount.scheme);
  const match = scheme ? matchStratum(scheme, subject, noInputs) : undefined;
  const value = match?.kind === 'stratum' ? amount.values.find((entry) => entry.stratum === match.stratum.key) : undefined;
  return { ...shared, amount: value?.value ?? null, stratum: value?.stratum ?? null, citation: value?.citation ?? null };
}

function serviceOf(edition: Edition, key: string): Edition['services'][number] {
  const service = edition.services.find((entry) => entry.key === key);
  if (!service) throw new Error(`edition ${edition.key} has no service ${key}`);
  return service;
}

const noInputs = {};
