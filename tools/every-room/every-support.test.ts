// SPDX-License-Identifier: EUPL-1.2
/** What no technician who acts in someone's name may do, whatever the rooms. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { addressOf } from '#platform/http/contract.ts';
import { memberRoles, operatorRoles } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';

let it: TestHouse;
let commune: TestBody;
/** A technician in the name of a person who holds every role. */
let call: Caller;
let inTheirOwnName: Caller;

before(async () => {
  it = await openTestHouse(rooms);
  const operator = await makeBody(it);
  commune = await makeBody(it);
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator values ($1, '2020-01-01')`, [operator.id]);
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, $2, $3, '2020-01-01', 'test', now())`,
      [operator.id, uuidV7(), commune.id],
    );
  });
  const helped = await makePerson(it, [{ in: commune, roles: [...memberRoles, ...operatorRoles] }]);
  inTheirOwnName = await signedIn(it.app, helped);
  const technician = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['technician'] }]));
  const begun = await technician({
    method: 'POST',
    url: `/api/o/${operator.slug}/support`,
    payload: { body: commune.id, person: helped.id, reason: 'Vérification générale', minutes: 60 },
  });
  const secret = begun.cookies.find(({ name }) => name === 'beffroi')?.value ?? '';
  call = (options) => it.app.inject({ ...options, cookies: { beffroi: secret } });
});
after(() => it.close());

const codeOf = (response: LightMyRequestResponse): string => `${response.statusCode} ${response.json<{ code?: string }>().code}`;

test('refuses every route of the person’s own account, whichever room offers it', async () => {
  const open = new Set(['GET /api/me', 'GET /api/me/search']);
  const wrong: string[] = [];
  for (const { endpoint, permission } of rooms.flatMap((room) => room.routes ?? [])) {
    const name = `${endpoint.method} ${addressOf(endpoint)}`;
    if (endpoint.scope === 'organisation' || permission === 'public' || open.has(name)) continue;
    const url = addressOf(endpoint).replace(/:\w+/g, uuidV7());
    const response = await call({ method: endpoint.method, url, ...(endpoint.method !== 'GET' && { payload: {} }) });
    if (codeOf(response) !== '403 platform.withheld-from-support') wrong.push(`${name} → ${codeOf(response)}`);
  }
  assert.deepEqual(wrong, []);
});

test('refuses what a permission withholds from support, though the person holds it', async () => {
  const own: string[] = (await call({ url: '/api/me' })).json().mandates[0].permissions;
  const withheld = [...it.house.index.permissions].filter(([, { withheldFromSupport }]) => withheldFromSupport).map(([name]) => name);
  assert.ok(withheld.includes('people.read-outbox'));
  assert.deepEqual(
    own.filter((name) => withheld.includes(name)),
    [],
  );
  const wrong: string[] = [];
  for (const { endpoint, permission } of rooms.flatMap((room) => room.routes ?? [])) {
    if (endpoint.scope !== 'organisation' || !withheld.includes(permission)) continue;
    const url = addressOf(endpoint).replace(':organisation', commune.slug).replace(/:\w+/g, uuidV7());
    const { statusCode } = await call({ method: endpoint.method, url, ...(endpoint.method !== 'GET' && { payload: {} }) });
    if (statusCode !== 403) wrong.push(`${endpoint.method} ${url} → ${statusCode}`);
  }
  assert.deepEqual(wrong, []);
  assert.equal((await inTheirOwnName({ url: `/api/o/${commune.slug}/outbox` })).statusCode, 200);
});
