// SPDX-License-Identifier: EUPL-1.2
/** The CDG 47 with its catalogue, on bodies of Lot-et-Garonne. */
import type { TestHouse } from '#platform/testing/house.ts';
import { loadTestEditions } from '#rooms/catalogue/testing.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import { makePerson, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { shipped, type TestOperator } from '#rooms/quotes/testing.ts';
import { bodiesWhere } from '../membership/testing.ts';

/** An operator that sells the packages, serves these EPCI, and opens the online subscription unless told otherwise. */
export async function makeCdg(
  it: TestHouse,
  { sirens, isOpen = true, ...settings }: { sirens: readonly string[]; isOpen?: boolean; termYears?: number },
): Promise<TestOperator> {
  const slug = 'cdg-47';
  const name = 'Centre de gestion de Lot-et-Garonne';
  const body: TestBody = { id: await openOperator(it.house, { slug, name, kind: 'etablissement' }), slug, name };
  const managerPerson = await makePerson(it, [{ in: body, roles: ['account-manager'] }]);
  const headPerson = await makePerson(it, [{ in: body, roles: ['administrator'] }]);
  await loadTestEditions(it, body, shipped('cdg-47'), { proposer: managerPerson, second: headPerson });
  const cdg = { body, managerPerson, headPerson, manager: await signedIn(it.app, managerPerson), head: await signedIn(it.app, headPerson) };
  const bodies = (await bodiesWhere(it, `siren in (${sirens.map((siren) => `'${siren}'`).join(', ')})`)).map(({ id }) => id);
  const added = await cdg.head({ method: 'POST', url: `/api/o/${slug}/organisations/territory`, payload: { bodies, sinceOn: '2020-01-01' } });
  if (added.statusCode !== 200) throw new Error(`the territory answered ${added.statusCode}: ${added.body}`);
  const payload = { isOpen, kinds: [], affiliatedOnly: false, termYears: settings.termYears ?? 3, riderCeilingCents: null, legalNote: '' };
  const set = await cdg.head({ method: 'PUT', url: `/api/o/${slug}/adhesions/subscription-settings`, payload });
  if (set.statusCode !== 200) throw new Error(`the settings answered ${set.statusCode}: ${set.body}`);
  return cdg;
}
