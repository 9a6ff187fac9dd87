// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from './room.ts';
import { forgetSessions } from './sign-in/forget-sessions.ts';
import { asOwner, makeBody, makePerson, signedIn } from './testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people]);
});
after(() => it.close());

test('opens a session and says for which bodies the person may act', async () => {
  const commune = await makeBody(it, { name: 'Salles-les-Tours' });
  const other = await makeBody(it);
  const person = await makePerson(it, [
    { in: commune, roles: ['secretary'] },
    { in: other, roles: ['agent'], endsOn: '2026-11-20' },
  ]);
  const call = await signedIn(it.app, person);
  const me = (await call({ url: '/api/me' })).json();
  assert.equal(me.person.id, person.id);
  assert.deepEqual(
    me.mandates.map((mandate: { organisation: { name: string } }) => mandate.organisation.name),
    ['Salles-les-Tours'],
  );
});

test('gives one answer for an unknown address and for a wrong password', async () => {
  const person = await makePerson(it, []);
  const wrong = await it.app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: 'faux' } });
  const unknown = await it.app.inject({ method: 'POST', url: '/api/session', payload: { email: 'personne@exemple.fr', password: 'faux' } });
  assert.equal(wrong.statusCode, 401);
  const [one, two] = [wrong, unknown].map((response) => response.body.replace(response.json<{ instance: string }>().instance, ''));
  assert.equal(one, two);
});

test('names the field that is wrong, in French', async () => {
  const response = await it.app.inject({ method: 'POST', url: '/api/session', payload: { email: 'pas-une-adresse', password: 'x' } });
  assert.equal(response.statusCode, 400);
  assert.match(String(response.headers['content-type']), /problem\+json/);
  assert.deepEqual(response.json().fields, [{ path: 'email', says: 'Saisissez une adresse électronique complète.' }]);
});

test('closes the session: the secret opens nothing any more', async () => {
  const call = await signedIn(it.app, await makePerson(it, []));
  assert.equal((await call({ url: '/api/me' })).statusCode, 200);
  assert.equal((await call({ method: 'DELETE', url: '/api/session' })).statusCode, 204);
  assert.equal((await call({ url: '/api/me' })).statusCode, 401);
});

test('ends a session after twelve hours', async () => {
  const call = await signedIn(it.app, await makePerson(it, []));
  it.clock.advance({ hours: 12, seconds: 1 });
  assert.equal((await call({ url: '/api/me' })).statusCode, 401);
});

test('forgets a session a year after it ended', async () => {
  const person = await makePerson(it, []);
  await signedIn(it.app, person);
  const sessions = async (): Promise<number | null> =>
    asOwner(it, async (client) => (await client.query('select from people.session where person_id = $1', [person.id])).rowCount);
  const forget = (): Promise<unknown> => inContext(it.house, { actor: { kind: 'job', name: 'test' }, organisation: HOUSE_ID }, forgetSessions);
  await forget();
  assert.equal(await sessions(), 1);
  it.clock.advance({ hours: 366 * 24 });
  await forget();
  assert.equal(await sessions(), 0);
});

test('refuses a sign-in that another site makes the browser send', async () => {
  const person = await makePerson(it, []);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://autre.exemple' }]) {
    const response = await it.app.inject({
      method: 'POST',
      url: '/api/session',
      headers,
      payload: { email: person.email, password: person.password },
    });
    assert.equal(response.json().code, 'platform.foreign-origin');
  }
});

test('slows down whoever tries many passwords on one account', async () => {
  const payload = { email: 'cible@exemple.fr', password: 'essai' };
  const statuses = new Set<number>();
  for (let attempt = 0; attempt < 21; attempt++) statuses.add((await it.app.inject({ method: 'POST', url: '/api/session', payload })).statusCode);
  assert.deepEqual([...statuses], [401, 429]);
});
