// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, browserOf, makeBody, makePerson, signedIn, type Caller, type TestPerson } from '../testing.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const NEXT = 'une autre phrase de passe';

type Session = { id: string; device: string; openedAt: string; endsAt: string; isThis: boolean };

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people]);
});
after(() => it.close());

const sessionsOf = async (call: Caller): Promise<Session[]> => (await call({ url: '/api/me/sessions' })).json().rows;
const isOpen = async (call: Caller): Promise<boolean> => (await call({ url: '/api/me' })).statusCode === 200;
const change = (call: Caller, current: string, next: string) => call({ method: 'PUT', url: '/api/me/password', payload: { current, next } });
const signInWith = (person: TestPerson, password: string) =>
  it.app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password } });

test('lists one’s own open sessions: this one first, with the device that opened it', async () => {
  const person = await makePerson(it, []);
  await it.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'user-agent': FIREFOX },
    payload: { email: person.email, password: person.password },
  });
  const here = await signedIn(it.app, person);
  const closed = await signedIn(it.app, person);
  await closed({ method: 'DELETE', url: '/api/session' });
  await signedIn(it.app, await makePerson(it, []));
  const sessions = await sessionsOf(here);
  assert.deepEqual(
    sessions.map(({ device, isThis }) => [device, isThis]),
    [
      ['Appareil inconnu', true],
      ['Firefox sur Windows', false],
    ],
  );
});

test('lists the browsers one signs in from, and forgets one: its sessions close and its next sign-in is told', async () => {
  const person = await makePerson(it, []);
  const browser = (address: string) => browserOf(it.app, { address, headers: { 'user-agent': FIREFOX } });
  const [here, there] = [browser('192.0.2.10'), browser('192.0.2.11')];
  for (const one of [here, there]) await one.post('/api/session', { email: person.email, password: person.password });
  const told = () =>
    asOwner(it, async (db) => {
      const { rows } = await db.query('select count(*)::int as mails from platform.outbox_message where recipient_address = $1', [person.email]);
      return rows[0].mails;
    });
  const devices = async () => (await here.get('/api/me/devices')).json().rows;
  const [mine, other, ...rest] = await devices();
  assert.deepEqual([mine.isThis, other.isThis, rest.length], [true, false, 0]);
  const stranger = await signedIn(it.app, await makePerson(it, []));
  const forget = (id: string) => here.del(`/api/me/devices/${id}`);
  assert.equal((await stranger({ method: 'DELETE', url: `/api/me/devices/${other.id}` })).statusCode, 404);
  assert.equal((await forget(mine.id)).json().code, 'people.device-in-use');
  assert.equal((await forget(other.id)).statusCode, 204);
  assert.equal((await forget(other.id)).json().code, 'people.device-unknown');
  assert.equal((await devices()).length, 1);
  assert.equal((await there.get('/api/me')).statusCode, 401);
  assert.equal((await here.get('/api/me')).statusCode, 200);
  await it.settle();
  assert.equal(await told(), 1);
  await there.post('/api/session', { email: person.email, password: person.password });
  await it.settle();
  assert.equal(await told(), 2);
  assert.equal((await devices()).length, 2);
});

test('leaves out a session that has run out', async () => {
  const person = await makePerson(it, []);
  await signedIn(it.app, person);
  it.clock.advance({ hours: 12, seconds: 1 });
  assert.equal((await sessionsOf(await signedIn(it.app, person))).length, 1);
});

test('closes another session of one’s own', async () => {
  const person = await makePerson(it, []);
  const [here, there] = [await signedIn(it.app, person), await signedIn(it.app, person)];
  const other = (await sessionsOf(here)).find(({ isThis }) => !isThis);
  assert.equal((await here({ method: 'DELETE', url: `/api/me/sessions/${other?.id}` })).statusCode, 204);
  assert.deepEqual([await isOpen(here), await isOpen(there)], [true, false]);
  const again = await here({ method: 'DELETE', url: `/api/me/sessions/${other?.id}` });
  assert.deepEqual([again.statusCode, again.json().code], [404, 'people.session-unknown']);
});

test('neither shows nor closes the session of another person, not even of a colleague', async () => {
  const commune = await makeBody(it);
  const theirs = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  const mine = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator', 'administrator'] }]));
  const [session] = await sessionsOf(theirs);
  assert.equal(
    (await sessionsOf(mine)).some(({ id }) => id === session?.id),
    false,
  );
  const refused = await mine({ method: 'DELETE', url: `/api/me/sessions/${session?.id}` });
  assert.deepEqual([refused.statusCode, refused.json().code], [404, 'people.session-unknown']);
  assert.deepEqual((await mine({ method: 'DELETE', url: '/api/me/sessions' })).json(), { closed: 0 });
  assert.equal(await isOpen(theirs), true);
});

test('closes all sessions but the one that asks', async () => {
  const person = await makePerson(it, []);
  const [here, ...others] = [await signedIn(it.app, person), await signedIn(it.app, person), await signedIn(it.app, person)];
  assert.deepEqual((await here({ method: 'DELETE', url: '/api/me/sessions' })).json(), { closed: 2 });
  assert.deepEqual(await Promise.all([here, ...others].map(isOpen)), [true, false, false]);
});

test('says who I am and how I sign in', async () => {
  const person = await makePerson(it, []);
  const account = (await (await signedIn(it.app, person))({ url: '/api/me/account' })).json();
  assert.deepEqual([account.name, account.email], ['Camille Essai', person.email]);
  assert.equal('secret_hash' in account, false);
});

test('changes the password: the old one opens nothing, and other sessions are closed', async () => {
  const person = await makePerson(it, []);
  const [here, there] = [await signedIn(it.app, person), await signedIn(it.app, person)];
  const before = (await here({ url: '/api/me/account' })).json().passwordChangedAt;
  it.clock.advance({ minutes: 1 });
  const done = await change(here, person.password, NEXT);
  assert.deepEqual([done.statusCode, done.json()], [200, { closed: 1 }]);
  assert.deepEqual([await isOpen(here), await isOpen(there)], [true, false]);
  assert.equal((await signInWith(person, person.password)).statusCode, 401);
  assert.equal((await signInWith(person, NEXT)).statusCode, 200);
  assert.ok((await here({ url: '/api/me/account' })).json().passwordChangedAt > before);
});

test('refuses a new password without the current one, and writes it down', async () => {
  const person = await makePerson(it, []);
  const here = await signedIn(it.app, person);
  const refused = await change(here, 'pas le bon', NEXT);
  assert.deepEqual([refused.statusCode, refused.json().fields], [422, [{ path: 'current', says: 'Le mot de passe actuel n’est pas celui-ci.' }]]);
  assert.equal((await signInWith(person, person.password)).statusCode, 200);
  const { rowCount } = await asOwner(it, (client) =>
    client.query(`select from platform.audit_entry where what = 'people.password-change-refused' and about ->> 'person' = $1`, [person.id]),
  );
  assert.equal(rowCount, 1);
});

test('says beside the field why a new password cannot be taken', async () => {
  const person = await makePerson(it, []);
  const here = await signedIn(it.app, person);
  for (const [next, says] of [
    ['trop court', 'Le nouveau mot de passe doit compter au moins 12 caractères.'],
    [person.password, 'Le nouveau mot de passe est le même que l’actuel.'],
    ['ababababababab', 'Le nouveau mot de passe répète trop peu de caractères différents : il se devinerait.'],
    ['Camille au jardin', 'Le nouveau mot de passe contient votre nom ou votre adresse : il se devinerait.'],
    ['', 'Saisissez le nouveau mot de passe.'],
  ] as const)
    assert.deepEqual((await change(here, person.password, next)).json().fields, [{ path: 'next', says }]);
});

test('slows down whoever tries current passwords in an open session', async () => {
  const here = await signedIn(it.app, await makePerson(it, []));
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 11; attempt++) statuses.push((await change(here, 'essai', NEXT)).statusCode);
  assert.deepEqual([...new Set(statuses)], [422, 429]);
});

test('of two changes at once, keeps one', async () => {
  const person = await makePerson(it, []);
  const here = await signedIn(it.app, person);
  const both = await Promise.all([change(here, person.password, NEXT), change(here, person.password, `${NEXT} bis`)]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 422]);
});

test('shows a message to whoever may read the outbox, as it looks and where no script runs', async () => {
  const commune = await makeBody(it);
  await inContext(it.house, { actor: { kind: 'job', name: 'test' }, organisation: commune.id }, (ctx) =>
    sendMail(ctx, {
      to: { name: 'Jo Essai', address: 'jo@exemple.fr' },
      subject: 'Votre devis <n° 12>',
      content: { paragraphs: ['Il est prêt.'] },
    }),
  );
  const reader = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  const { rows, total } = (await reader({ url: `/api/o/${commune.slug}/outbox?page=1&size=25` })).json();
  assert.equal(total, 1);
  const page = await reader({ url: `/api/o/${commune.slug}/outbox/${rows[0].id}/page` });
  assert.match(page.body, /Votre devis &lt;n° 12&gt;/);
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'.*sandbox$/);
  assert.match(String(page.headers['content-disposition']), /^inline/);
  const agent = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
  assert.equal((await agent({ url: `/api/o/${commune.slug}/outbox/${rows[0].id}/page` })).statusCode, 403);
});
