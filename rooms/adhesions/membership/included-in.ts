// SPDX-License-Identifier: EUPL-1.2
import { formatDecimal } from '../french-number.ts';
import {
  contentOf,
  populationOf,
  type BodyFacts,
  type CompiledEdition,
  type IncludedService,
  type PopulationFigure,
  type Subject,
} from '#rooms/catalogue/api.ts';
import { MUTUALISED } from '../start-adhesion.ts';

type View = { find: (id: string) => BodyFacts | undefined };

/** A body that holds these offers, as the catalogue judges its strata. */
export function subjectHolding(edition: CompiledEdition, view: View, body: BodyFacts, holds: readonly string[]): Subject {
  return {
    body,
    population: populationOf(body, figureOf(edition), view.find),
    isMember: holds.some((key) => edition.offers.get(key)?.source.kind === 'adhesion'),
    holds,
    held: {},
    matches: new Map(),
  };
}

/** The offers that a membership stands for: those of the adhesion, or the package itself. */
export function offersOfScope(edition: CompiledEdition, scope: string): string[] {
  if (scope !== MUTUALISED) return edition.offers.has(scope) ? [scope] : [];
  return [...edition.offers.values()].filter(({ source }) => source.kind === 'adhesion').map(({ source }) => source.key);
}

/** What a membership includes for a body, each service with its quotas and limits in words. */
export function includedIn(edition: CompiledEdition, view: View, body: BodyFacts, scope: string) {
  const offers = offersOfScope(edition, scope);
  const subject = subjectHolding(edition, view, body, offers);
  const headings = new Map(edition.source.headings.map(({ key, label }) => [key, label]));
  const services = new Map<string, { service: string; label: string; heading: string; says: string[] }>();
  for (const key of offers) {
    const offer = edition.offers.get(key);
    if (!offer) continue;
    for (const service of contentOf(edition, offer, subject)) {
      if (service.terms !== 'included' && service.terms !== 'quota') continue;
      const { service: name, label, heading } = service;
      if (!services.has(name)) services.set(name, { service: name, label, heading: headings.get(heading) ?? '', says: boundsOf(service) });
    }
  }
  return [...services.values()];
}

/** Under which population figure the edition counts. */
export function figureOf(edition: CompiledEdition): PopulationFigure {
  const value = edition.source.settings.find(({ key }) => key === 'population')?.value;
  return value === 'municipale' || value === 'communeFile' ? value : 'totale';
}

function boundsOf({ quotas, limits }: IncludedService): string[] {
  const amounts = quotas.flatMap(({ amount, unit, label, per }) =>
    amount === null ? [] : [`${label} : ${formatDecimal(amount)} ${unit}${per === 'year' ? ' par an' : ''}`],
  );
  return [...new Set([...amounts, ...limits.map(({ says }) => says)])];
}
