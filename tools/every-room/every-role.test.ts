// SPDX-License-Identifier: EUPL-1.2
/** Every route of every room × every role of every sort of body: let in or refused exactly as the roles say, and never next door. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { addressOf } from '#platform/http/contract.ts';
import { memberRoles, operatorRoles, type Route } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';

const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';
// Fewer than the connections of a test house: some actions hold two.
const AT_ONCE = 3;
// A stream is let in and never ends.
const routes = rooms
  .flatMap((room) => [...(room.routes ?? [])])
  .filter(({ endpoint, permission }) => endpoint.scope === 'organisation' && permission !== 'public' && !endpoint.path.endsWith('/stream'));
/** Every third permission of the house, and no role's: what a body may compose. */
const composed = rooms
  .flatMap((room) => Object.keys(room.permissions ?? {}))
  .sort()
  .filter((_, index) => index % 3 === 0);

let it: TestHouse;
let operator: TestBody;
let commune: TestBody;
let neighbour: TestBody;

before(async () => {
  it = await openTestHouse(rooms);
  [operator, commune, neighbour] = [await makeBody(it, { kind: 'syndicat' }), await makeBody(it), await makeBody(it)];
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [operator.id]);
    for (const key of ['r-compose', 'trainer', 'elected'])
      await client.query(
        `insert into people.role (organisation_id, id, key, name, permissions, changed_at, changed_by) values ($1, $2, $3, $3, $4, now(), $2)`,
        [key === 'trainer' ? operator.id : commune.id, randomUUID(), key, composed],
      );
  });
});
after(() => it.close());

for (const role of operatorRoles) {
  const isComposed = role === 'trainer';
  test(`${role} in an operator${isComposed ? ', as it composed the role' : ''}`, () =>
    tryRole(() => operator, role, isComposed ? composed : proposed(role)));
}
for (const role of [...memberRoles, 'r-compose'] as const) {
  const isComposed = role === 'r-compose' || role === 'elected';
  test(`${role} in a commune${isComposed ? ', as it composed the role' : ''}`, () =>
    tryRole(() => commune, role, isComposed ? composed : proposed(role)));
}

test('a role that a commune composed opens no more than what rooms propose next door', () =>
  tryRole(() => neighbour, 'elected', proposed('elected')));

test('a role that no room and no body names opens nothing', () => tryRole(() => commune, 'passer-by', []));

test('two mandates open what both open, each in its own body', async () => {
  const person = await makePerson(it, [
    { in: commune, roles: ['r-compose'] },
    { in: commune, roles: ['secretary'] },
    { in: neighbour, roles: ['agent'] },
  ]);
  const caller = await signedIn(it.app, person);
  assert.deepEqual(await unlike(caller, commune, [...composed, ...proposed('secretary')]), []);
  assert.deepEqual(await unlike(caller, neighbour, proposed('agent')), []);
});

function proposed(role: string): readonly string[] {
  return rooms.flatMap((room) =>
    Object.entries(room.permissions ?? {}).flatMap(([name, { roles }]) => (roles.some((one) => one === role) ? [name] : [])),
  );
}

/** Tries every route with this role: in its body as `opened` says, and in the neighbour's, where nothing opens. */
async function tryRole(where: () => TestBody, role: string, opened: readonly string[]): Promise<void> {
  const caller = await signedIn(it.app, await makePerson(it, [{ in: where(), roles: [role] }]));
  assert.deepEqual(await unlike(caller, where(), opened), []);
  const next = where() === commune ? operator : commune;
  assert.deepEqual(await unlike(caller, next, null), []);
}

/** The routes that answer otherwise than these permissions say; null is for whoever holds no mandate there. */
async function unlike(caller: Caller, body: TestBody, opened: readonly string[] | null): Promise<string[]> {
  const wrong: string[] = [];
  for (let from = 0; from < routes.length; from += AT_ONCE) {
    const answers = routes.slice(from, from + AT_ONCE).map(async (route) => {
      const isOpen = opened !== null && (route.permission === 'signed-in' || opened.includes(route.permission));
      if ((await isLetIn(caller, route, body)) !== isOpen)
        wrong.push(`${route.endpoint.method} ${addressOf(route.endpoint)} ${isOpen ? 'refused' : 'let in'}`);
    });
    await Promise.all(answers);
  }
  return wrong.sort();
}

// What is sent is empty: whoever is let in meets a refusal further on, which is another one.
async function isLetIn(caller: Caller, route: Route, body: TestBody): Promise<boolean> {
  const url = addressOf(route.endpoint).replace(':organisation', body.slug).replace(/:\w+/g, UNKNOWN_ID);
  const options: InjectOptions = { method: route.endpoint.method, url, ...(route.endpoint.method !== 'GET' && { payload: {} }) };
  const response = await caller(options);
  if (response.statusCode !== 403) return true;
  const isJson = String(response.headers['content-type']).includes('json');
  return isJson && response.json<{ code: string }>().code !== 'platform.not-permitted';
}
