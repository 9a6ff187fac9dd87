// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { openHouse } from '#platform/open-house.ts';
import { makeLog } from '#platform/log.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { prepareNextKeys, readKeys, rotateKeys } from './signing-keys.ts';
import { makeApplication, openListeningHouse, type OpenHouse } from './testing.ts';
import { browserOf, discover, enter } from './try-client.ts';

const DAY = 24;

let it: OpenHouse;
let commune: TestBody;
let agent: TestPerson;
before(async () => {
  it = await openListeningHouse();
  commune = await makeBody(it);
  agent = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
});
after(() => it.close());

const published = async (): Promise<JSONWebKeySet> => (await (await fetch(`${it.issuer}/jwks`)).json()) as JSONWebKeySet; // the protocol answers a set
const kids = async (): Promise<(string | undefined)[]> => (await published()).keys.map(({ kid }) => kid);
const kidOf = (token: string): string => String(decodeProtectedHeader(token).kid);

test('publishes the next key a week before it signs, and keeps the former until what it signed has run out', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const before = (await enter(config, await browserOf(it, agent))).id_token ?? '';
  assert.equal((await kids()).length, 2, 'one RS256, one ES256');
  assert.equal(await rotateKeys(it.house), 0, 'nothing to do yet');

  it.clock.advance({ hours: 84 * DAY });
  assert.equal(await rotateKeys(it.house), 3);
  const announced = await kids();
  assert.equal(announced.length, 4);
  assert.equal(kidOf((await enter(config, await browserOf(it, agent))).id_token ?? ''), kidOf(before), 'announced, not yet used');

  it.clock.advance({ hours: 7 * DAY });
  const next = (await enter(config, await browserOf(it, agent))).id_token ?? '';
  assert.notEqual(kidOf(next), kidOf(before));
  assert.ok(announced.includes(kidOf(next)), 'known to applications beforehand');
  const set = createRemoteJWKSet(new URL(`${it.issuer}/jwks`));
  for (const token of [before, next]) assert.ok(await jwtVerify(token, set, { currentDate: new Date() }));

  it.clock.advance({ hours: 61 * DAY });
  await rotateKeys(it.house);
  it.clock.advance({ minutes: 2 });
  assert.ok(!(await kids()).includes(kidOf(before)), 'withdrawn once nothing of it runs');
});

test('no request fails while keys turn, in any process', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const browser = await browserOf(it, agent);
  const tokens: string[] = [];
  let isTurning = true;
  const entering = (async () => {
    while (isTurning) tokens.push((await enter(config, browser)).id_token ?? '');
  })();
  for (let turns = 0; turns < 3; turns += 1) {
    await prepareNextKeys(it.house, { minutes: 5 });
    it.clock.advance({ minutes: 6 });
    await enter(config, browser);
  }
  isTurning = false;
  await entering;
  assert.ok(new Set(tokens.map(kidOf)).size > 0);
  const set = createRemoteJWKSet(new URL(`${it.issuer}/jwks`));
  for (const token of tokens) assert.ok(await jwtVerify(token, set));
});

test('two processes sign with the same keys, and make them once', async () => {
  await asOwner(it, (client) => client.query('delete from people.openid_key'));
  const other = await openHouse({
    settings: it.house.settings,
    rooms: [organisations, people],
    serverUrl: it.serverUrl,
    log: makeLog('silent'),
    works: false,
    clock: it.clock,
    connections: 2,
  });
  try {
    const [one, two] = await Promise.all([readKeys(it.house), readKeys(other.house)]);
    assert.equal(one.version, two.version);
  } finally {
    await other.close();
  }
});

test('withdraws stolen keys at once: what they signed is believed no more', async () => {
  it.clock.advance({ minutes: 2 });
  const config = await discover(it, await makeApplication(it, commune));
  const stolen = (await enter(config, await browserOf(it, agent))).id_token ?? '';
  await rotateKeys(it.house, { atOnce: true });
  it.clock.advance({ minutes: 2 });
  const fresh = (await enter(config, await browserOf(it, agent))).id_token ?? '';
  const set = createLocalJWKSet(await published());
  await assert.rejects(jwtVerify(stolen, set));
  assert.ok(await jwtVerify(fresh, set));
});
