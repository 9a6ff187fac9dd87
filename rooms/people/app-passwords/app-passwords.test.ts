// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { AppPasswordHolder } from '#platform/access/provided.ts';
import { defineRoom } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';
import { checkAppPassword } from './check-app-password.ts';
import { newAppSecret, plainSecret } from './secret.ts';

// A room of a protocol that this test adds: nothing of the page is edited for it.
const diaries = defineRoom({
  name: 'diaries',
  floor: 'service',
  title: 'Agendas',
  needs: [],
  appPasswordProtocols: [
    {
      key: 'diaries.caldav',
      protocol: 'dav',
      label: 'Agenda du téléphone',
      description: 'Vos agendas sur le téléphone.',
      help: ({ publicUrl }, login) => ({
        fields: [
          { label: 'Serveur', value: `${publicUrl}/dav` },
          { label: 'Identifiant', value: login },
        ],
        steps: ['Ouvrez les réglages du téléphone.'],
      }),
    },
    { key: 'diaries.off', protocol: 'off', label: 'Non servi', description: 'Non servi.', help: () => null },
  ],
});

let it: TestHouse;
let commune: TestBody;
let other: TestBody;
let person: TestPerson;
let caller: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, diaries]);
  [commune, other] = [await makeBody(it), await makeBody(it)];
});
after(() => it.close());

const withPerson = async (): Promise<void> => {
  person = await makePerson(it, [
    { in: commune, roles: ['agent'] },
    { in: other, roles: ['agent'] },
  ]);
  caller = await signedIn(it.app, person);
};
const connect = (more: object = {}) =>
  caller({ method: 'POST', url: '/api/me/app-passwords', payload: { label: 'Téléphone', kinds: ['diaries.caldav'], ...more } });
const connected = async (more: object = {}): Promise<{ id: string; secret: string }> => {
  const response = await connect(more);
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
};
const check = (secret: string, more: { protocol?: string; login?: string; from?: string } = {}): Promise<AppPasswordHolder | null> =>
  checkAppPassword(it.house, { protocol: 'dav', ...more, secret });
// The signal comes a moment after the commit; the clock of the test stands still, so nothing is forgotten by age.
const until = async (says: string, isTrue: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 3_000; turn++) {
    if (await isTrue()) return;
    await setTimeout(20);
  }
  assert.fail(says);
};

test('a device opens what its person’s mandates open, by the protocol for which it was connected', async () => {
  await withPerson();
  const { id, secret } = await connected();
  const holder = await check(secret);
  assert.equal(holder?.passwordId, id);
  assert.deepEqual(holder?.mandates.map(({ organisationId }) => organisationId).sort(), [commune.id, other.id].sort());
  assert.equal(await check(secret, { protocol: 'ldap' }), null, 'another protocol');
  assert.equal(await check(person.password), null, 'the password of the account');
});

test('the secret is known however its groups are typed, and is kept nowhere', async () => {
  await withPerson();
  const { secret } = await connected();
  assert.match(secret, /^([a-z2-9]{4}-){6}[a-z2-9]{4}$/);
  for (const typed of [secret.replaceAll('-', ''), secret.replaceAll('-', ' '), secret.toUpperCase(), ` ${secret} `])
    assert.ok(await check(typed), typed);
  const kept = await asOwner(it, (db) => db.query('select * from people.app_password'));
  assert.ok(!JSON.stringify(kept.rows).includes(secret) && !JSON.stringify(kept.rows).includes(plainSecret(secret)));
});

test('each secret has one plain form, and other secrets are left as they are', () => {
  const secret = newAppSecret();
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', ' ', '-'), { minLength: 6, maxLength: 6 }), (separators) => {
      const typed = secret.split('-').reduce((before, group, index) => before + (separators[index - 1] ?? '') + group);
      assert.equal(plainSecret(typed), secret.replaceAll('-', ''));
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 27 }), (text) => assert.equal(plainSecret(text), text)));
});

test('a device that gives a name must give one of the person’s', async () => {
  await withPerson();
  const { secret } = await connected();
  assert.ok(await check(secret, { login: person.email.toUpperCase() }));
  assert.equal(await check(secret, { login: 'autre@exemple.fr' }), null);
});

test('one that was revoked opens nothing, though it was remembered a moment before', async () => {
  await withPerson();
  const { id, secret } = await connected();
  const kept = await connected();
  assert.ok(await check(secret));
  assert.equal((await caller({ method: 'DELETE', url: `/api/me/app-passwords/${id}` })).statusCode, 204);
  await until('still open', async () => (await check(secret)) === null);
  assert.ok(await check(kept.secret), 'the person’s other device');
  assert.equal((await caller({ method: 'DELETE', url: `/api/me/app-passwords/${id}` })).statusCode, 404);
});

test('a mandate that ends closes its body to the device, and the last one closes all', async () => {
  await withPerson();
  const { secret } = await connected();
  assert.equal((await check(secret))?.mandates.length, 2);
  const end = (body: TestBody) =>
    asOwner(it, (db) =>
      db.query(`update people.mandate set ends_on = '2020-02-01' where person_id = $1 and organisation_id = $2`, [person.id, body.id]),
    );
  await end(other);
  await until('both still open', async () => (await check(secret))?.mandates.length === 1);
  await end(commune);
  await until('still open', async () => (await check(secret)) === null);
});

test('one made for a single body opens that one alone', async () => {
  await withPerson();
  const { secret } = await connected({ organisationId: other.id });
  assert.deepEqual(
    (await check(secret))?.mandates.map(({ organisationId }) => organisationId),
    [other.id],
  );
  const foreign = await makeBody(it);
  const refused = await connect({ organisationId: foreign.id });
  assert.equal(refused.json<{ code: string }>().code, 'people.device-body-unknown');
});

test('one with an end opens nothing after it, even remembered', async () => {
  await withPerson();
  const { secret } = await connected({ days: 1 });
  it.clock.advance({ hours: 23, minutes: 59, seconds: 59 });
  assert.ok(await check(secret));
  it.clock.advance({ seconds: 2 });
  assert.equal(await check(secret), null);
});

test('an answer is asked once of the database while nothing changes', async () => {
  await withPerson();
  const { secret } = await connected();
  await until('never remembered', async () => {
    await check(secret);
    const ran = await it.queriesOf(async () => void (await check(secret)));
    return ran.length === 0;
  });
});

test('a wrong secret waits longer each time for its own address, a right one never', async () => {
  await withPerson();
  const { secret } = await connected();
  const waited = async (given: string): Promise<number> => {
    const begun = performance.now();
    await check(given, { from: '192.0.2.7' });
    return performance.now() - begun;
  };
  const [first, second, third] = [await waited('faux'), await waited('faux'), await waited('faux')];
  assert.ok(first >= 95 && second >= 190 && third >= 380, `${first} ${second} ${third}`);
  assert.ok(await check(secret, { from: '192.0.2.7' }), 'the owner, behind the same address, is let in');
});

test('what is listed says by what and from where it served, never the secret', async () => {
  await withPerson();
  const { id, secret } = await connected({ label: 'Tablette' });
  await check(secret, { from: '192.0.2.9' });
  type Line = { id: string; label: string; usedBy: string | null };
  let line: Line | undefined;
  await until('never noted', async () => {
    const { rows } = (await caller({ url: '/api/me/app-passwords' })).json<{ rows: Line[] }>();
    line = rows.find((row) => row.id === id);
    return line?.usedBy != null;
  });
  assert.equal(line?.usedBy, 'DAV, 192.0.2.9');
  await caller({ method: 'PUT', url: `/api/me/app-passwords/${id}`, payload: { label: 'Tablette du bureau' } });
  const listed = await caller({ url: '/api/me/app-passwords' });
  assert.match(listed.body, /Tablette du bureau/);
  assert.ok(!listed.body.includes(secret));
});

test('nobody sees, renames or revokes another’s', async () => {
  await withPerson();
  const { id, secret } = await connected();
  const colleague = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  assert.deepEqual((await colleague({ url: '/api/me/app-passwords' })).json(), { rows: [], total: 0 });
  assert.equal((await colleague({ method: 'PUT', url: `/api/me/app-passwords/${id}`, payload: { label: 'Volé' } })).statusCode, 404);
  assert.equal((await colleague({ method: 'DELETE', url: `/api/me/app-passwords/${id}` })).statusCode, 404);
  assert.ok(await check(secret));
});

test('the choices are those that the rooms declare and the settings serve', async () => {
  await withPerson();
  const { kinds, login } = (await caller({ url: '/api/me/device-choices' })).json<{ kinds: { key: string; fields: unknown }[]; login: string }>();
  assert.deepEqual(
    kinds.map(({ key }) => key),
    ['diaries.caldav'],
  );
  assert.equal(login, person.email);
  assert.equal((await connect({ kinds: ['diaries.off'] })).json<{ code: string }>().code, 'people.device-kind-unknown');
});

test('a session older than a quarter of an hour proves again who it is', async () => {
  await withPerson();
  it.clock.advance({ minutes: 16 });
  const code = async (password?: string): Promise<string> =>
    (await connect(password === undefined ? {} : { password })).json<{ code: string }>().code;
  assert.equal(await code(), 'people.prove-again');
  assert.equal(await code('pas le mien'), 'people.proof-wrong');
  assert.equal((await connect({ password: person.password })).statusCode, 200);
});

test('the person is told of it by mail', async () => {
  await withPerson();
  await connected({ label: 'Ordinateur du salon' });
  await it.settle();
  const mails = await asOwner(it, (db) =>
    db.query<{ text_part: string }>('select text_part from platform.outbox_message where recipient_address = $1', [person.email]),
  );
  assert.match(mails.rows.map(({ text_part }) => text_part).join(), /Ordinateur du salon/);
});
