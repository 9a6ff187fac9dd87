// SPDX-License-Identifier: EUPL-1.2
/** What others would try at the door. Each attack is tried as its author would. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { returnAddress } from '#ui/session/return-address.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, browserOf, lastMailTo, makeBody, makePerson, secretIn, type TestBody, type TestPerson } from '../testing.ts';
import { inviteAdministratorCommand } from '../invitations/invite-administrator.ts';
import { hashesDone } from './hash-pool.ts';

let it: TestHouse;
let commune: TestBody;
before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it);
});
after(() => it.close());

const stranger = (number = 1) => browserOf(it.app, { address: `203.0.113.${number}` });
const credentials = ({ email, password }: TestPerson) => ({ email, password });
const wrong = (email: string) => ({ email, password: 'ce n’est pas le bon' });

async function elected(): Promise<TestPerson> {
  const person = await makePerson(it, [{ in: commune, roles: ['elected'] }]);
  await asOwner(it, (client) => client.query(`update people.mandate set kind = 'elected', ends_on = '2032-01-01' where person_id = $1`, [person.id]));
  return person;
}

test('fixation: a session secret planted before the sign-in opens nothing after it', async () => {
  const person = await makePerson(it, []);
  const browser = browserOf(it.app);
  browser.cookies.set('beffroi', 'planted-by-somebody-else-planted-by-somebody');
  await browser.post('/api/session', credentials(person));
  assert.notEqual(browser.cookies.get('beffroi'), 'planted-by-somebody-else-planted-by-somebody');
  assert.equal((await it.app.inject({ url: '/api/me', cookies: { beffroi: 'planted-by-somebody-else-planted-by-somebody' } })).statusCode, 401);
});

test('enumeration: an unknown address is answered the same, by the same work', async () => {
  const person = await makePerson(it, []);
  const cost = async (email: string): Promise<[number, unknown, number]> => {
    const before = hashesDone();
    const answer = await stranger().post('/api/session', wrong(email));
    const { instance: _, ...body } = answer.json();
    return [answer.statusCode, body, hashesDone() - before];
  };
  assert.deepEqual(await cost(person.email), await cost('personne-ici@exemple.fr'));
  for (const url of ['/api/session/link/ask', '/api/password/forgotten']) {
    const known = await stranger().post(url, { email: person.email });
    const unknown = await stranger().post(url, { email: 'personne-ici@exemple.fr' });
    assert.deepEqual([known.statusCode, known.body, known.cookies.length], [unknown.statusCode, unknown.body, unknown.cookies.length]);
  }
});

test('brute force from many addresses is made to work, then shut out, while the owner’s device still enters', async () => {
  const person = await makePerson(it, []);
  const own = browserOf(it.app, { address: '192.0.2.9' });
  await own.post('/api/session', credentials(person));
  const codes = new Set<string>();
  for (let tried = 0; tried < 101; tried++) codes.add((await stranger(tried).post('/api/session', wrong(person.email))).json().code);
  assert.deepEqual([...codes], ['people.sign-in-refused', 'people.prove-work', 'people.sign-in-by-mail']);
  assert.equal((await own.post('/api/session', credentials(person))).statusCode, 200);
  // Someone else's known device is a stranger's for this account.
  const colleague = browserOf(it.app);
  await colleague.post('/api/session', credentials(await makePerson(it, [])));
  assert.equal((await colleague.post('/api/session', credentials(person))).json().code, 'people.sign-in-by-mail');
});

test('the work that is asked lets in once, and only for the account that it was asked for', async () => {
  const person = await makePerson(it, []);
  for (let tried = 0; tried < 10; tried++) await stranger(tried).post('/api/session', wrong(person.email));
  const browser = stranger(77);
  const { challenge, bits } = (await browser.post('/api/session', credentials(person))).json().details;
  const work = { challenge, answer: solve(challenge, bits) };
  assert.equal((await browser.post('/api/session', { ...credentials(person), work: { challenge, answer: 'x' } })).json().code, 'people.prove-work');
  const { email, password } = person;
  assert.equal((await browser.post('/api/session', { email, password, work })).statusCode, 200);
  assert.equal((await stranger(78).post('/api/session', { email, password, work })).json().code, 'people.prove-work');
});

test('host poisoning: the links of mails lead to the public address, whatever the request says', async () => {
  const person = await makePerson(it, []);
  const poisoned = browserOf(it.app, { headers: { host: 'pirate.exemple', 'x-forwarded-host': 'pirate.exemple' } });
  await poisoned.post('/api/password/forgotten', { email: person.email });
  await it.settle();
  const mail = await lastMailTo(it, person.email);
  assert.match(mail, /http:\/\/localhost:3000\/mot-de-passe#/);
  assert.equal(mail.includes('pirate'), false);
});

test('a link of a forgotten password serves once and closes every session', async () => {
  const person = await makePerson(it, []);
  const open = browserOf(it.app);
  await open.post('/api/session', credentials(person));
  await stranger().post('/api/password/forgotten', { email: person.email });
  await it.settle();
  const secret = secretIn(await lastMailTo(it, person.email), '/mot-de-passe');
  const choose = () => stranger().post('/api/password', { secret, password: 'une phrase toute neuve' });
  assert.equal((await choose()).statusCode, 200);
  assert.equal((await choose()).json().code, 'people.mail-link-unknown');
  assert.equal((await open.get('/api/me')).statusCode, 401);
});

test('a mailed link opens a session in the browser that asked for it, once; its code likewise', async () => {
  const person = await elected();
  const browser = browserOf(it.app);
  await browser.post('/api/session/link/ask', { email: person.email });
  await it.settle();
  const mail = await lastMailTo(it, person.email);
  const secret = secretIn(mail, '/lien');
  const [, code = ''] = /: (\d{4} \d{4})/.exec(mail) ?? [];
  assert.equal((await stranger().post('/api/session/link', { secret })).json().code, 'people.mail-link-elsewhere');
  assert.equal((await stranger().post('/api/session/link', { code })).json().code, 'people.mail-code-wrong');
  assert.equal((await browser.post('/api/session/link', { code })).json().person.id, person.id);
  assert.deepEqual((await browser.get('/api/me/sign-in-ways')).json().methods, ['mail']);
  browser.cookies.delete('beffroi');
  assert.equal((await browser.post('/api/session/link', { secret })).json().code, 'people.mail-link-unknown');
});

test('no link is mailed where no body of the person takes one', async () => {
  const agent = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  await stranger().post('/api/session/link/ask', { email: agent.email });
  await it.settle();
  await assert.rejects(lastMailTo(it, agent.email), /no mail/);
});

test('a role taken away and a mandate that ended count at the next request of a live session', async () => {
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const browser = browserOf(it.app);
  await browser.post('/api/session', credentials(person));
  const url = `/api/o/${commune.slug}/people/sign-in-policy`;
  assert.equal((await browser.get(url)).statusCode, 200);
  await asOwner(it, (client) => client.query(`update people.mandate set roles = '{agent}' where person_id = $1`, [person.id]));
  assert.equal((await browser.get(url)).statusCode, 403);
  await asOwner(it, (client) =>
    client.query(`update people.mandate set roles = '{body-administrator}', ends_on = '2026-01-01' where person_id = $1`, [person.id]),
  );
  assert.equal((await browser.get(url)).statusCode, 403);
});

test('clickjacking: no page of ours stands in a frame', async () => {
  const { headers } = await it.app.inject({ url: '/api/appearance' });
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
});

test('open redirect: one comes back to this site alone', () => {
  for (const asked of [
    '//pirate.exemple',
    '/\\pirate.exemple',
    'https://pirate.exemple',
    'javascript:alert(1)',
    '/connexion?retour=/',
    '\\\\pirate.exemple',
  ])
    assert.equal(returnAddress(asked, 'https://beffroi.exemple'), '/');
});

test('a session left unused ends, and one that is used lasts', async () => {
  const person = await makePerson(it, []);
  const [used, left] = [browserOf(it.app), browserOf(it.app)];
  await used.post('/api/session', credentials(person));
  await left.post('/api/session', credentials(person));
  for (let hour = 0; hour < 3; hour++) {
    it.clock.advance({ minutes: 100 });
    await used.get('/api/me');
    await untilSeen(it.clock.now());
  }
  assert.deepEqual([(await used.get('/api/me')).statusCode, (await left.get('/api/me')).statusCode], [200, 401]);
});

// When a session was last used is written aside, after the answer.
async function untilSeen(at: Temporal.Instant): Promise<void> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const { rowCount } = await asOwner(it, (client) => client.query('select from people.session where seen_at = $1', [at.toString()]));
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('the use of the session is not written');
}

test('the command line opens the first account by a link shown once', async () => {
  const command = ['--operator', commune.slug, '--email', 'premiere@exemple.fr', '--given-name', 'Camille', '--family-name', 'Première'];
  const secret = secretIn((await inviteAdministratorCommand(it.house, command)).join('\n'), '/invitation');
  const browser = browserOf(it.app);
  assert.equal((await browser.post('/api/invitation', { secret, password: 'quatre mots sans rapport' })).statusCode, 200);
  assert.deepEqual((await browser.get('/api/me')).json().mandates[0].roles, ['administrator']);
  await assert.rejects(inviteAdministratorCommand(it.house, ['--operator', 'nulle-part']), /Usage/);
});

function solve(challenge: string, bits: number): string {
  for (let answer = 0; ; answer++) {
    const digest = createHash('sha256').update(`${challenge}.${answer}`).digest();
    if (digest.readUInt32BE() >>> (32 - bits) === 0) return String(answer);
  }
}
