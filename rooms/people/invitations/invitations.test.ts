// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { lastMailTo, makeBody, makePerson, secretIn, signedIn, type Caller, type TestBody } from '../testing.ts';

const PASSWORD = 'quatre mots sans rapport';

let it: TestHouse;
let commune: TestBody;
let admin: Caller;
let number = 0;

before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it, { name: 'Salles-les-Tours' });
  admin = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator', 'agent'] }]));
});
after(() => it.close());

async function openMandate(email = `jo-${++number}@exemple.fr`, call = admin, body = commune): Promise<string> {
  const opened = await call({
    method: 'POST',
    url: `/api/o/${body.slug}/people/mandates`,
    payload: { givenName: 'Jo', familyName: 'Essai', email, kind: 'agent', title: 'Agent', roles: ['agent'], beginsOn: '2026-01-01', endsOn: null },
  });
  assert.equal(opened.statusCode, 200, opened.body);
  await it.settle();
  return email;
}
const linkFor = async (email: string): Promise<string> => secretIn(await lastMailTo(it, email), '/invitation');
const post = (url: string, payload: object) => it.app.inject({ method: 'POST', url, payload });
const accept = (secret: string, password = PASSWORD) => post('/api/invitation', { secret, password });
const rowsOf = async () => (await admin({ url: `/api/o/${commune.slug}/people/invitations` })).json().rows;
const rowOf = async (email: string) => (await rowsOf()).find((row: { email: string }) => row.email === email);

test('a mandate opened for someone new mails a link that lets them in with the password they choose', async () => {
  const email = await openMandate();
  const secret = await linkFor(email);
  const { name, body, lives } = (await post('/api/invitation/read', { secret })).json();
  assert.deepEqual([name, body, lives], ['Jo Essai', 'Salles-les-Tours', false]);
  const accepted = await accept(secret);
  assert.deepEqual([accepted.statusCode, accepted.json()], [200, { slug: commune.slug }]);
  const [cookie] = accepted.cookies;
  const me = await it.app.inject({ url: '/api/me', cookies: { [cookie?.name ?? '']: cookie?.value ?? '' } });
  assert.equal(me.json().mandates[0].organisation.slug, commune.slug);
  assert.equal((await post('/api/session', { email, password: PASSWORD })).statusCode, 200);
  assert.equal((await rowOf(email)).state, 'accepted');
});

test('reading the link spends nothing, and the link serves once', async () => {
  const secret = await linkFor(await openMandate());
  for (let reading = 0; reading < 3; reading++) assert.equal((await post('/api/invitation/read', { secret })).statusCode, 200);
  const both = await Promise.all([accept(secret), accept(secret)]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 404]);
  assert.equal((await accept(secret)).json().code, 'people.invitation-unknown');
});

test('a weak password is refused beside the field, and the link still serves', async () => {
  const secret = await linkFor(await openMandate());
  assert.deepEqual((await accept(secret, 'court')).json().fields, [
    { path: 'password', says: 'Le nouveau mot de passe doit compter au moins 12 caractères.' },
  ]);
  assert.equal((await accept(secret)).statusCode, 200);
});

test('a link lasts seven days; renewed, the former opens nothing', async () => {
  const email = await openMandate();
  const first = await linkFor(email);
  it.clock.advance({ hours: 24 * 7, seconds: 1 });
  admin = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator', 'agent'] }]));
  assert.equal((await accept(first)).statusCode, 404);
  const { id, state } = await rowOf(email);
  assert.equal(state, 'expired');
  assert.equal((await admin({ method: 'POST', url: `/api/o/${commune.slug}/people/invitations/${id}/renew` })).statusCode, 204);
  await it.settle();
  const second = await linkFor(email);
  assert.notEqual(second, first);
  assert.equal((await accept(first)).statusCode, 404);
  assert.equal((await accept(second)).statusCode, 200);
});

test('a withdrawn invitation opens nothing, and is not withdrawn twice', async () => {
  const email = await openMandate();
  const secret = await linkFor(email);
  const { id } = await rowOf(email);
  const url = `/api/o/${commune.slug}/people/invitations/${id}`;
  assert.equal((await admin({ method: 'DELETE', url })).statusCode, 204);
  assert.equal((await accept(secret)).statusCode, 404);
  assert.equal((await admin({ method: 'DELETE', url })).json().code, 'people.invitation-settled');
  assert.equal((await admin({ method: 'POST', url: `${url}/renew` })).json().code, 'people.invitation-settled');
});

test('an account that lives is never opened by an invitation, and the body is not told that it lives', async () => {
  const elsewhere = await makeBody(it);
  const person = await makePerson(it, [{ in: elsewhere, roles: ['agent'] }]);
  await openMandate(person.email);
  const secret = await linkFor(person.email);
  assert.equal((await accept(secret)).json().code, 'people.invitation-account-lives');
  assert.equal((await rowOf(person.email)).state, 'pending');
  await signedIn(it.app, person);
  assert.equal((await rowOf(person.email)).state, 'accepted');
});

test('the link stands in no mail that the body reads', async () => {
  const email = await openMandate();
  const secret = await linkFor(email);
  const { rows } = (await admin({ url: `/api/o/${commune.slug}/outbox` })).json();
  assert.equal(
    rows.some((row: { to: { address: string } }) => row.to.address === email),
    false,
  );
  assert.ok(secret.length >= 43);
});

test('one body neither sees nor changes the invitations of another', async () => {
  const elsewhere = await makeBody(it);
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: elsewhere, roles: ['body-administrator'] }]));
  const { id } = await rowOf(await openMandate());
  assert.deepEqual((await stranger({ url: `/api/o/${elsewhere.slug}/people/invitations` })).json(), { rows: [], total: 0 });
  const refused = await stranger({ method: 'DELETE', url: `/api/o/${elsewhere.slug}/people/invitations/${id}` });
  assert.equal(refused.json().code, 'people.invitation-missing');
});
