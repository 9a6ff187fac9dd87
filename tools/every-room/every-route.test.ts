// SPDX-License-Identifier: EUPL-1.2
/** What holds for every route of every room, whoever wrote it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { addressOf } from '#platform/http/contract.ts';
import { openApiDocument } from '#platform/http/openapi.ts';
import { platformRoom } from '#platform/platform-room.ts';
import { memberRoles, operatorRoles, type Room, type Route } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';

const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';
const everyRole = [...operatorRoles, ...memberRoles];
const routes: { room: Room; route: Route; name: string }[] = rooms.flatMap((room) =>
  (room.routes ?? []).map((route) => ({ room, route, name: `${route.endpoint.method} ${addressOf(route.endpoint)}` })),
);
const guarded = routes.filter(({ route }) => route.permission !== 'public');
const guardedInBody = guarded.filter(({ route }) => route.endpoint.scope === 'organisation');

let it: TestHouse;
let here: TestBody;
let elsewhere: TestBody;
/** Holds every role in `here`. */
let holder: Caller;
/** Holds every role in another body. */
let stranger: Caller;
/** Serves `here` in a role that holds no permission. */
let powerless: Caller;

before(async () => {
  it = await openTestHouse(rooms);
  [here, elsewhere] = [await makeBody(it), await makeBody(it)];
  holder = await signedIn(it.app, await makePerson(it, [{ in: here, roles: everyRole }]));
  stranger = await signedIn(it.app, await makePerson(it, [{ in: elsewhere, roles: everyRole }]));
  powerless = await signedIn(it.app, await makePerson(it, [{ in: here, roles: ['passer-by'] }]));
});
after(() => it.close());

function request(route: Route, body: TestBody | { slug: string } = here): InjectOptions {
  const url = addressOf(route.endpoint).replace(':organisation', body.slug).replace(/:\w+/g, UNKNOWN_ID);
  return { method: route.endpoint.method, url, ...(route.endpoint.method !== 'GET' && { payload: {} }) };
}

const refusalOf = async (caller: Caller, options: InjectOptions): Promise<string> => {
  const response = await caller(options);
  return response.headers['content-type']?.toString().includes('json')
    ? `${response.statusCode} ${response.json<{ code?: string }>().code}`
    : `${response.statusCode}`;
};

async function expectOnAll(those: typeof routes, caller: (options: InjectOptions) => ReturnType<Caller>, expected: RegExp, where?: { slug: string }) {
  const wrong: string[] = [];
  for (const { route, name } of those) {
    const answer = await refusalOf(caller, request(route, where));
    const isHtml = route.endpoint.answer === 'html';
    if (!expected.test(isHtml ? `${answer} html` : answer)) wrong.push(`${name} → ${answer}`);
  }
  assert.deepEqual(wrong, []);
}

test('each route has one address', () => {
  assert.deepEqual(
    routes.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index),
    [],
  );
});

test('refuses whoever is not signed in', () => expectOnAll(guarded, (options) => it.app.inject(options), /^401( platform\.sign-in-required| html)/));

test('refuses a person of another body, whatever they hold there', () =>
  expectOnAll(guardedInBody, stranger, /^403( platform\.not-permitted| html)/));

test('refuses a person of this body without the permission', () =>
  expectOnAll(
    guardedInBody.filter(({ route }) => route.permission !== 'signed-in'),
    powerless,
    /^403( platform\.not-permitted| html)/,
  ));

test('refuses a body that does not exist', () =>
  expectOnAll(
    routes.filter(({ route }) => route.endpoint.scope === 'organisation'),
    holder,
    /^404( platform\.unknown-body| html)/,
    { slug: 'aucune-collectivite-de-ce-nom' },
  ));

test('refuses a body that does not hold the right', async () => {
  const closed: Room = { name: 'closed', floor: 'foundation', title: 'Aucun droit', needs: [], provides: { rights: { holds: async () => false } } };
  const shut = await openTestHouse([closed, ...rooms]);
  try {
    const body = await makeBody(shut);
    const caller = await signedIn(shut.app, await makePerson(shut, [{ in: body, roles: everyRole }]));
    const sold = routes.filter(({ route }) => route.right !== undefined && route.endpoint.scope === 'organisation');
    await expectOnAll(sold, caller, /^403( platform\.right-missing| html)/, body);
  } finally {
    await shut.close();
  }
});

test('refuses a change that another site makes the browser send', () =>
  expectOnAll(
    routes.filter(({ route }) => route.endpoint.method !== 'GET'),
    (options) => holder({ ...options, headers: { 'sec-fetch-site': 'cross-site' } }),
    /^403( platform\.foreign-origin| html)/,
  ));

test('answers malformed content with a refusal, never with an error', async () => {
  const wrong: string[] = [];
  for (const { route, name } of routes.filter(({ route }) => route.endpoint.body)) {
    for (const payload of ['{"', '[]', 'null', '"x"', '{"__proto__":{}}', '{"a":"\\u0000"}']) {
      const { statusCode, body } = await holder({ ...request(route), payload, headers: { 'content-type': 'application/json' } });
      const isRefused = payload === '{"' ? statusCode === 400 : statusCode < 500;
      if (!isRefused || / at .*\.ts:\d+/.test(body)) wrong.push(`${name} ${payload} → ${statusCode}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('answers strange parameters with a refusal, never with an error', async () => {
  const wrong: string[] = [];
  // A stream never ends; signing out would leave the others to be refused at the door.
  const lasting = routes.filter(({ route, name }) => !route.endpoint.path.endsWith('/stream') && name !== 'DELETE /api/session');
  for (const { route, name } of lasting) {
    for (const value of ['x', '-1', '%00', '%27', '..%2f..', 'é'.repeat(60)]) {
      const address = addressOf(route.endpoint).replace(':organisation', here.slug).replace(/:\w+/g, encodeURI(value));
      const url = route.endpoint.query ? `${address}?q=${value}&page=${value}&sort=${value}&limit=${value}` : address;
      // A search alone, besides: a wrong page would be refused before the words are read.
      for (const asked of route.endpoint.query ? [url, `${address}?q=${value}`] : [url]) {
        const { statusCode } = await holder({ ...request(route), url: asked });
        if (statusCode >= 500) wrong.push(`${name} ${value} → ${statusCode}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.equal((await holder({ url: '/api/me' })).statusCode, 200, 'still signed in: what answered was the routes, not the door');
});

test('stands in the OpenAPI document, with a French summary and its refusals', () => {
  const { paths } = openApiDocument(it.house) as { paths: Record<string, Record<string, { summary: string; responses: Record<string, unknown> }>> };
  for (const { room, route, name } of routes) {
    const operation = paths[addressOf(route.endpoint).replace(/:(\w+)/g, '{$1}')]?.[route.endpoint.method.toLowerCase()];
    assert.ok(operation?.summary, name);
    for (const code of route.endpoint.refusals)
      assert.ok(room.refusals?.[code] ?? platformRoom.refusals?.[code], `${name} names ${code}, which contract.ts of ${room.name} does not declare`);
  }
});

test('asks for a permission that some room declares', () => {
  const declared = new Set(['public', 'signed-in', ...rooms.flatMap((room) => Object.keys(room.permissions ?? {}))]);
  assert.deepEqual(
    routes.filter(({ route }) => !declared.has(route.permission)).map(({ name }) => name),
    [],
  );
});

test('a JSON route says the shape of its answer', () => {
  const silent = routes.filter(({ route }) => route.endpoint.answer === 'json' && route.endpoint.method === 'GET' && !route.endpoint.response);
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
  );
});
