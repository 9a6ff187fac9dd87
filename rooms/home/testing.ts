// SPDX-License-Identifier: EUPL-1.2
/** Two operators on the national register, each with an EPCI, to test the bureau virtuel with. */
import type { FastifyInstance } from 'fastify';
import type { Settings } from '#platform/settings.ts';
import type { Room } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import home from './room.ts';

export type Territory = { operator: TestBody; epci: TestBody; communes: readonly TestBody[] };

/** A small service sold by no room: what a member may ask for. */
const offering: Room = {
  name: 'offering',
  floor: 'foundation',
  title: 'Offre d’essai',
  needs: [],
  sells: ['conges'],
  offers: [
    {
      name: 'offering.all',
      list: async () => [
        {
          key: 'offering.sauvegarde',
          title: 'Sauvegarde externalisée',
          group: 'Sécurité',
          description: 'Comprise.',
          href: null,
          right: 'sauvegarde',
        },
        { key: 'offering.conges', title: 'Congés', group: 'Organisation', description: '', href: null, right: 'conges' },
        { key: 'offering.vpn', title: 'VPN', group: 'Sécurité', description: '', href: null },
      ],
    },
  ],
};

/** A house with the register of France, the bureau virtuel, and these rooms besides. */
export function openHomeHouse(more: readonly Room[] = [], settings: Partial<Settings> = {}): Promise<TestHouse> {
  return openTestHouse([organisations, people, offering, ...more, home], { seed: nationalRegister, settings });
}

/** An operator that serves the EPCI of this SIREN, with its communes. */
export async function makeTerritory(it: TestHouse, slug: string, siren: string): Promise<Territory> {
  const id = await openOperator(it.house, { slug, name: `Syndicat ${slug}`, kind: 'syndicat' });
  const operator = { id, slug, name: `Syndicat ${slug}` };
  const rows = await asOwner(it, async (client) => {
    const { rows: found } = await client.query<TestBody>(
      `select b.id, b.slug, b.name from organisations.body b where b.siren = $1
       union all
       (select b.id, b.slug, b.name from organisations.membership m
        join organisations.body b on b.id = m.member_id
        join organisations.body e on e.id = m.epci_id
        where e.siren = $1 and m.until_on is null order by b.name)`,
      [siren],
    );
    return found;
  });
  const [epci, ...communes] = rows;
  if (!epci) throw new Error(`the register has no EPCI ${siren}`);
  const admin = await callerFor(it, it.app, operator, 'administrator');
  const answer = await admin({
    method: 'POST',
    url: `/api/o/${slug}/organisations/territory`,
    payload: { bodies: [epci.id], sinceOn: '2020-01-01' },
  });
  if (answer.statusCode !== 200) throw new Error(`the territory answered ${answer.statusCode}: ${answer.body}`);
  return { operator, epci, communes };
}

/** Somebody who serves one body in one role. */
export async function callerFor(it: TestHouse, app: FastifyInstance, body: TestBody, role: string): Promise<Caller> {
  return signedIn(app, await makePerson(it, [{ in: body, roles: [role] }]));
}

/** The status and code of a refusal. */
export function refusalOf(response: { statusCode: number; json: <T>() => T }): string {
  return `${response.statusCode} ${response.json<{ code: string }>().code}`;
}
