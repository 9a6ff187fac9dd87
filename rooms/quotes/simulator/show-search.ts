// SPDX-License-Identifier: EUPL-1.2
import { kindLabels, pageOwner, type BodyFacts } from '#rooms/organisations/api.ts';
import type { Context } from '#platform/context.ts';
import { bodiesOf, searchBodies } from '../bodies-of.ts';
import type { Tables } from '../tables.ts';
import { editionToShow } from './simulate.ts';
import { isEpci, referenceOf } from './simulation.ts';
import { searchPage, type SearchHit } from './search-page.ts';
import type { Query } from './state.ts';

const HITS = 12;

/** The page that finds the body to simulate for, in the operator's territory first. */
export async function showSearch(ctx: Context<Tables>, { organisation: slug, ...query }: { organisation: string } & Query) {
  const day = ctx.today();
  const known = await bodiesOf(ctx, day);
  const operator = known.find(ctx.organisation);
  const edition = await editionToShow(ctx, '', day);
  const typed = typeof query['q'] === 'string' ? query['q'].trim().slice(0, 100) : '';
  const bodies = typed.length < 2 ? [] : await searchBodies(ctx, known, typed, 60);
  return searchPage({
    operator: { slug, name: operator?.name ?? edition.operator.label },
    owner: await pageOwner(ctx, `/o/${slug}/simulateur`),
    typed,
    hits: bodies
      .filter((body) => !known.isOutside(body))
      .slice(0, HITS)
      .map(hitOf),
    elsewhere: bodies.filter(known.isOutside).slice(0, 4).map(hitOf),
    epci: known.parts
      .filter(isEpci)
      .toSorted((one, other) => one.name.localeCompare(other.name, 'fr'))
      .map(hitOf),
  });
}

/** How a body stands in a list of results. */
export function hitOf(body: BodyFacts): SearchHit {
  const population = body.population?.totale ?? body.population?.communeFile ?? body.population?.declared;
  const parts = [kindLabels[body.kind], body.department, population && `${population.value.toLocaleString('fr-FR')} habitants`];
  return { reference: referenceOf(body), name: body.name, detail: parts.filter(Boolean).join(' · ') };
}
