// SPDX-License-Identifier: EUPL-1.2
import type { BodyRow } from '../tables.ts';
import type { RegisterSource, SourceBody } from './read-package.ts';

/** What an edition changes in the bodies that are known. Pure: nothing is written yet. */
export type EditionMatch = {
  known: { body: BodyRow; source: SourceBody }[];
  added: SourceBody[];
  ended: BodyRow[];
};

/**
 * Follows each body from what is known to the new edition: by its SIREN, which is the legal person, else by its INSEE code when one side has
 * no SIREN. A commune nouvelle that kept the code of its chef-lieu under a new SIREN is another body. Living communes and EPCI that the
 * edition no longer has are ended.
 */
export function matchEdition(bodies: readonly BodyRow[], source: RegisterSource): EditionMatch {
  const living = bodies.filter(({ ended_on }) => ended_on === null);
  const bySiren = new Map(living.flatMap((body) => (body.siren === null ? [] : [[body.siren, body] as const])));
  const byInsee = new Map(living.flatMap((body) => (body.insee === null ? [] : [[body.insee, body] as const])));
  const match: EditionMatch = { known: [], added: [], ended: [] };
  const found = new Set<string>();
  for (const one of [...source.communes, ...source.epci]) {
    const body = findBody(one);
    if (body) found.add(body.id);
    if (body) match.known.push({ body, source: one });
    else match.added.push(one);
  }
  match.ended = living.filter((body) => body.origin === 'register' && !found.has(body.id));
  return match;

  function findBody({ siren, insee }: SourceBody): BodyRow | undefined {
    const same = siren === null ? undefined : bySiren.get(siren);
    if (same) return same;
    const coded = insee === null ? undefined : byInsee.get(insee);
    return coded && (siren === null || coded.siren === null) ? coded : undefined;
  }
}
