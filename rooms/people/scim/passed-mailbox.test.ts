// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import type { ToDo } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import type { Tables } from '../tables.ts';
import { asOwner, browserOf, lastMailTo, makeBody, makePerson, secretIn, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';
import { keptOutToDo } from './kept-out.ts';

let it: TestHouse;
let commune: TestBody;
let admin: Caller;
let token: string;
let turn = 0;
before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it);
  admin = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  const drawn = await admin({
    method: 'POST',
    url: `/api/o/${commune.slug}/people/api-tokens`,
    payload: { label: 'Annuaire', permissions: ['people.provision'] },
  });
  token = drawn.json().token;
});
after(() => it.close());

const PASSWORD = 'quatre mots sans rapport';
const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
  const raw = await it.app.inject({
    method,
    url: `/o/${commune.slug}/scim/v2${url}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    ...(payload && { payload: JSON.stringify(payload) }),
  });
  return { status: raw.statusCode, body: raw.body ? raw.json() : {} };
};
const userOf = (userName: string, externalId?: string) => ({
  userName,
  name: { givenName: 'Alix', familyName: 'Suivant' },
  ...(externalId && { externalId }),
});
const set = (id: string, ...changes: [path: string, value: unknown][]) =>
  ask('PATCH', `/Users/${id}`, { Operations: changes.map(([path, value]) => ({ op: 'replace', path, value })) });
// Somebody who serves here, is known to the directory, and has an account of their own.
async function employee(externalId: string | null): Promise<{ person: TestPerson; id: string }> {
  const person = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  await asOwner(it, (db) => db.query('update people.mandate set email = $2 where person_id = $1', [person.id, person.email]));
  const { body } = await ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${person.email}"`)}`);
  const [{ id }] = body.Resources;
  if (externalId) await set(id, ['externalId', externalId]);
  return { person, id };
}
const holders = (email: string) =>
  asOwner(it, async (db) => {
    const { rows } = await db.query('select person_id, ends_on from people.mandate where email = $1 order by ends_on nulls last', [email]);
    return rows as { person_id: string; ends_on: string | null }[]; // as selected
  });

const toDo = () => inContext<Tables, ToDo[]>(it.house, { actor: { kind: 'job', name: 'test' }, organisation: commune.id }, keptOutToDo);

test('an access that the directory opens again under the same identifier is the same person’s', async () => {
  const { person, id } = await employee(`e-${++turn}`);
  await set(id, ['active', false]);
  assert.equal((await set(id, ['active', true])).body.active, true);
  assert.deepEqual(
    (await holders(person.email)).map(({ person_id: whose, ends_on: end }) => [whose, end]),
    [[person.id, null]],
  );
});

for (const [how, before, after] of [
  ['under another identifier', 'e-avant', 'e-après'],
  ['without any identifier', null, null],
] as const)
  test(`an access opened again ${how} is a new account’s, and the former one stays shut`, async () => {
    const { person, id } = await employee(before);
    await set(id, ['active', false]);
    const again = await set(id, ...(after ? [['externalId', after] as [string, string]] : []), ['active', true]);
    assert.deepEqual([again.status, again.body.active, again.body.id], [200, true, id]);
    const [former, next, ...others] = await holders(person.email);
    assert.deepEqual(others, []);
    assert.equal(former?.person_id, person.id);
    assert.notEqual(former.ends_on, null);
    assert.notEqual(next?.person_id, person.id);
    assert.equal(next?.ends_on, null);
    const call = await signedIn(it.app, person);
    assert.equal((await call({ url: `/api/o/${commune.slug}/people/mandates` })).statusCode, 403);
    assert.equal((await ask('GET', `/Users/${id}`)).body.active, true);
    assert.equal((await set(id, ['active', false])).body.active, false);
  });

test('an identifier that is changed while the access is shut does not open it to the former holder', async () => {
  const { person, id } = await employee('e-départ');
  await set(id, ['active', false]);
  await set(id, ['externalId', 'e-arrivée']);
  await set(id, ['active', true]);
  assert.equal((await holders(person.email)).length, 2);
});

test('somebody created at the address of somebody deleted has another id and another account', async () => {
  const { person, id } = await employee('e-supprimé');
  assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204);
  const again = await ask('POST', '/Users', userOf(person.email, 'e-recréé'));
  assert.equal(again.status, 201);
  assert.notEqual(again.body.id, id);
  assert.notEqual((await holders(person.email))[1]?.person_id, person.id);
  assert.equal((await ask('GET', `/Users/${id}`)).status, 404);
});

test('whoever reads the mailbox now takes its address, and nothing of the former account', async () => {
  const { person, id } = await employee('e-1');
  await set(id, ['active', false]);
  await set(id, ['externalId', 'e-2'], ['active', true], ['name.givenName', 'Alix']);
  await it.settle();
  const secret = secretIn(await lastMailTo(it, person.email), '/invitation');
  const door = browserOf(it.app);
  const read = (await door.post('/api/invitation/read', { secret })).json();
  assert.deepEqual([read.lives, read.isTaken, read.givenName], [false, true, 'Alix']);
  assert.equal((await door.post('/api/invitation', { secret, password: PASSWORD })).statusCode, 200);
  const me = (await door.get('/api/me')).json();
  assert.notEqual(me.id, person.id);
  assert.equal((await door.post('/api/session', { email: person.email, password: person.password })).statusCode, 401);
  assert.equal((await door.post('/api/session', { email: person.email, password: PASSWORD })).statusCode, 200);
});

test('whoever had the account all along joins the new function to it, signed in by that address', async () => {
  const { person, id } = await employee('e-3');
  await set(id, ['active', false]);
  await set(id, ['externalId', 'e-4'], ['active', true]);
  await it.settle();
  const secret = secretIn(await lastMailTo(it, person.email), '/invitation');
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
  const claim = { method: 'POST' as const, url: '/api/invitation/claim', payload: { secret } };
  assert.equal((await stranger(claim)).json().code, 'people.invitation-other-address');
  assert.equal((await it.app.inject(claim)).statusCode, 401);
  const call = await signedIn(it.app, person);
  assert.deepEqual((await call(claim)).json(), { slug: commune.slug });
  assert.equal((await call(claim)).json().code, 'people.invitation-unknown');
  assert.deepEqual(
    (await holders(person.email)).map(({ person_id: whose }) => whose),
    [person.id, person.id],
  );
  assert.equal((await ask('GET', `/Users/${id}`)).body.active, true);
});

test('an élu keeps the mandate that the directory did not give, not the door that it closes, and the administrator is asked', async () => {
  const { person, id } = await employee('e-élu');
  const { rows } = await asOwner(it, (db) =>
    db.query(
      `insert into people.mandate (organisation_id, id, person_id, kind, roles, title, begins_on, ends_on, created_at, given_name, family_name)
       values ($1, gen_random_uuid(), $2, 'elected', '{elected}', 'Adjointe', '2026-03-01', '2032-03-01', now(), 'Alix', 'Essai') returning id`,
      [commune.id, person.id],
    ),
  );
  const elected: string = rows[0].id;
  const locked = (methods: string[]) =>
    asOwner(it, async (db) => (await db.query('select people.is_other_sign_in($1, $2, $3) as is', [commune.id, elected, methods])).rows[0].is);
  assert.equal(await locked(['fed', 'fed:proconnect']), false);
  await set(id, ['active', false]);
  assert.equal(await locked(['fed', 'fed:proconnect']), true);
  assert.equal(await locked(['pwd']), false);
  const mandate = { url: `/api/o/${commune.slug}/people/mandates/${elected}` };
  const read = (await admin(mandate)).json();
  assert.deepEqual([read.state, read.keptOut], ['current', 'asked']);
  assert.deepEqual(
    (await toDo()).map(({ href }) => href),
    [`/o/${commune.slug}/personnes/${elected}`],
  );
  const settled = await admin({ method: 'POST', url: `${mandate.url}/goes-on` });
  assert.equal(settled.statusCode, 204, settled.body);
  assert.equal((await admin(mandate)).json().keptOut, 'settled');
  assert.deepEqual(await toDo(), []);
  assert.equal(await locked(['fed', 'fed:proconnect']), true);
  await set(id, ['active', true]);
  assert.equal((await admin(mandate)).json().keptOut, null);
  assert.equal(await locked(['fed', 'fed:proconnect']), false);
});
