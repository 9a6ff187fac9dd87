// SPDX-License-Identifier: EUPL-1.2
/** Two operators on the national register, each with an EPCI, to test the bureau virtuel with. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
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

/** A room that awaits something of whoever holds `chores.do`, one line a body, all asked at once. */
export const chores: Room = {
  name: 'chores',
  floor: 'service',
  title: 'Corvées',
  needs: [],
  permissions: {
    'chores.do': { label: 'Faire', roles: ['secretary', 'account-manager'] },
    'chores.sign': { label: 'Signer', roles: ['president', 'elected'] },
  },
  sells: ['chores'],
  services: [
    {
      key: 'chores.list',
      title: 'Corvées',
      description: 'Ce qu’il reste à faire.',
      icon: 'checklist',
      href: '/o/:organisation/corvees',
      permission: 'chores.do',
      right: 'chores',
      audience: 'member',
    },
    {
      key: 'chores.public',
      title: 'Tout public',
      description: 'Pour tous.',
      icon: 'globe',
      href: '/simulateur',
      permission: 'public',
      audience: 'all',
    },
  ],
  toDo: [
    {
      name: 'chores.late',
      permission: 'chores.do',
      list: async (ctx: Context) => {
        const { rows } = await sql<{
          id: string;
          slug: string;
        }>`select id, slug from organisations.body where id = any (${[...ctx.organisations]}::uuid[])`.execute(ctx.tx);
        return rows.flatMap(({ id, slug }) => [
          { organisationId: id, kind: 'do' as const, title: 'Sans échéance', href: `/o/${slug}/corvees/2`, dueOn: null },
          { organisationId: id, kind: 'do' as const, title: 'En retard', href: `/o/${slug}/corvees/1`, dueOn: '2026-11-20' },
        ]);
      },
    },
    {
      name: 'chores.sign',
      permission: 'chores.sign',
      list: async (ctx: Context) =>
        ctx.organisations.map((organisationId) => ({
          organisationId,
          kind: 'sign',
          title: 'Arrêté',
          href: '/',
          dueOn: '2026-12-01',
          detail: 'Voirie',
        })),
    },
  ],
  recent: [
    {
      name: 'chores.recent',
      permission: 'chores.do',
      list: async (ctx: Context, limit) =>
        ctx.organisations
          .map((organisationId) => ({ organisationId, title: 'Fait', detail: '', href: '/', at: '2026-11-20T08:00:00Z' }))
          .slice(0, limit),
    },
  ],
  elsewhere: [
    {
      name: 'chores.elsewhere',
      permission: 'signed-in',
      list: async (ctx: Context) =>
        ctx.organisations.map((organisationId) => ({
          organisationId,
          key: 'chores.cloud',
          title: 'Nuage',
          description: 'Ailleurs.',
          icon: 'cloud',
          href: 'https://nuage.exemple/',
        })),
    },
  ],
};
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
