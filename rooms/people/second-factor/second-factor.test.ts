// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import organisations from '#rooms/organisations/room.ts';
import { testAuthenticator, type TestAuthenticator } from '../passkeys/testing.ts';
import people from '../room.ts';
import { asOwner, browserOf, lastMailTo, makeBody, makePerson, type TestBody, type TestBrowser } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it);
});
after(() => it.close());

const peer = needs('oathtool', 'oathtool');
const codeAt = (secret: string, seconds = 0): string =>
  execFileSync(
    'oathtool',
    ['--totp', '--base32', secret, '--now', it.clock.now().add({ seconds }).toString().replace('T', ' ').slice(0, 19) + ' UTC'],
    {
      encoding: 'utf8',
    },
  ).trim();

const serving = () => makePerson(it, [{ in: commune, roles: ['secretary'] }]);
const signIn = (browser: TestBrowser, { email, password }: { email: string; password: string }) => browser.post('/api/session', { email, password });
const challengeOf = async (browser: TestBrowser, url: string): Promise<string> => (await browser.post(url, {})).json().options.challenge;

async function withTotp(): Promise<{ person: Awaited<ReturnType<typeof serving>>; browser: TestBrowser; secret: string; codes: string[] }> {
  const person = await serving();
  const browser = browserOf(it.app);
  await signIn(browser, person);
  const { secret } = (await browser.post('/api/me/totp', {})).json();
  const confirmed = await browser.post('/api/me/totp/confirm', { code: codeAt(secret) });
  assert.equal(confirmed.statusCode, 200, confirmed.body);
  it.clock.advance({ seconds: 60 });
  return { person, browser, secret, codes: confirmed.json().recoveryCodes };
}

async function withPasskey(): Promise<{ person: Awaited<ReturnType<typeof serving>>; browser: TestBrowser; key: TestAuthenticator }> {
  const person = await serving();
  const browser = browserOf(it.app);
  await signIn(browser, person);
  const key = testAuthenticator();
  const response = key.create(await challengeOf(browser, '/api/me/passkeys/options'));
  const added = await browser.post('/api/me/passkeys', { name: 'Téléphone', response });
  assert.equal(added.statusCode, 200, added.body);
  return { person, browser, key };
}

test('an application of codes, confirmed by one of its codes, is asked after the password', peer, async () => {
  const { person, secret } = await withTotp();
  const browser = browserOf(it.app);
  const first = await signIn(browser, person);
  assert.deepEqual(first.json(), { person: null, secondFactor: ['totp', 'recovery'] });
  assert.equal((await browser.get('/api/me')).statusCode, 401, 'the password alone opens nothing');
  assert.equal((await browser.post('/api/session/second-factor', { code: '000000' })).json().code, 'people.factor-refused');
  const second = await browser.post('/api/session/second-factor', { code: codeAt(secret) });
  assert.equal(second.json().person.id, person.id);
  assert.deepEqual((await browser.get('/api/me/sign-in-ways')).json().methods.sort(), ['mfa', 'otp', 'pwd']);
});

test('a code serves once, in any browser, and so does the one before it afterwards', peer, async () => {
  const { person, secret } = await withTotp();
  const code = codeAt(secret);
  const former = codeAt(secret, -30);
  const enter = async (given: string): Promise<number> => {
    const browser = browserOf(it.app);
    await signIn(browser, person);
    return (await browser.post('/api/session/second-factor', { code: given })).statusCode;
  };
  assert.deepEqual([await enter(code), await enter(code), await enter(former)], [200, 401, 401]);
});

test('a recovery code stands once for the application, and its holder is written to', peer, async () => {
  const { person, codes } = await withTotp();
  await it.settle(); // mails of two acts leave in any order: the first leaves before the second is written
  assert.equal(new Set(codes).size, 10);
  const [code = ''] = codes;
  const enter = async (): Promise<number> => {
    const browser = browserOf(it.app);
    await signIn(browser, person);
    return (await browser.post('/api/session/second-factor', { code: code.toUpperCase().replaceAll('-', ' ') })).statusCode;
  };
  assert.deepEqual([await enter(), await enter()], [200, 401]);
  await it.settle();
  assert.match(await lastMailTo(it, person.email), /code de secours|nouvel appareil|n’avait jamais/);
});

test('the database keeps neither the secret of the application nor the recovery codes', peer, async () => {
  const { person, secret, codes } = await withTotp();
  const kept = await asOwner(it, async (client) => {
    const totp = await client.query('select encode(secret_sealed, $1) as text from people.totp where person_id = $2', ['escape', person.id]);
    const code = await client.query('select encode(digest, $1) as text from people.recovery_code where person_id = $2', ['escape', person.id]);
    return JSON.stringify([totp.rows, code.rows]);
  });
  assert.equal(kept.includes(secret), false);
  assert.equal(kept.includes(codes[0] ?? 'none'), false);
});

test('five wrong codes end the sign-in that was begun', peer, async () => {
  const { person, secret } = await withTotp();
  const browser = browserOf(it.app);
  await signIn(browser, person);
  for (let tried = 0; tried < 5; tried++) await browser.post('/api/session/second-factor', { code: '111111' });
  assert.equal((await browser.post('/api/session/second-factor', { code: codeAt(secret) })).json().code, 'people.step-over');
});

test('the secret of the session changes each time it rises: the former opens nothing', async () => {
  const { browser } = await withPasskey();
  const former = browser.cookies.get('beffroi');
  const key = testAuthenticator();
  const response = key.create(await challengeOf(browser, '/api/me/passkeys/options'));
  await browser.post('/api/me/passkeys', { name: 'Clé', response });
  assert.notEqual(browser.cookies.get('beffroi'), former);
  assert.equal((await it.app.inject({ url: '/api/me', cookies: { beffroi: former ?? '' } })).statusCode, 401);
  assert.equal((await browser.get('/api/me')).statusCode, 200);
});

test('a passkey signs in without an address, with both factors at once', async () => {
  const { person, key } = await withPasskey();
  const browser = browserOf(it.app);
  const response = key.get(await challengeOf(browser, '/api/session/passkey/options'));
  assert.equal((await browser.post('/api/session/passkey', { response })).json().person.id, person.id);
  assert.deepEqual((await browser.get('/api/me/sign-in-ways')).json().methods.sort(), ['mfa', 'pop']);
});

test('a passkey completes a password, and the passkey of someone else does not', async () => {
  const { person, key } = await withPasskey();
  const stranger = await withPasskey();
  const browser = browserOf(it.app);
  assert.deepEqual((await signIn(browser, person)).json().secondFactor, ['passkey', 'recovery']);
  const done = await browser.post('/api/session/passkey', { response: key.get(await challengeOf(browser, '/api/session/passkey/options')) });
  assert.equal(done.statusCode, 200);
  assert.deepEqual((await browser.get('/api/me/sign-in-ways')).json().methods.sort(), ['mfa', 'pop', 'pwd']);
  const response = stranger.key.get(await challengeOf(browser, '/api/session/passkey/options'));
  assert.equal((await browser.post('/api/session/passkey', { response })).json().code, 'people.passkey-refused');
});

test('refuses a passkey signed for another origin, another site, another challenge, twice, without its holder, or by a copy', async () => {
  const { key } = await withPasskey();
  const browser = browserOf(it.app);
  const give = async (response: object) => (await browser.post('/api/session/passkey', { response })).statusCode;
  const fresh = (): Promise<string> => challengeOf(browser, '/api/session/passkey/options');
  assert.equal(await give(key.get(await fresh(), { origin: 'https://beffroi.exemple' })), 401, 'origin');
  assert.equal(await give(key.get(await fresh(), { rpID: 'exemple' })), 401, 'site');
  assert.equal(await give(key.get('bm90IG91cnM')), 401, 'challenge');
  assert.equal(await give(key.get(await fresh(), { isVerified: false })), 401, 'holder');
  const response = key.get(await fresh(), { counter: 7 });
  assert.equal(await give(response), 200);
  assert.equal(await give(response), 401, 'twice');
  assert.equal(await give(key.get(await fresh(), { counter: 3 })), 401, 'counter');
  const late = await fresh();
  it.clock.advance({ minutes: 5, seconds: 1 });
  assert.equal(await give(key.get(late, { counter: 9 })), 401, 'late');
});

test('a passkey made elsewhere, or on a challenge that is someone else’s, is not kept', async () => {
  const { browser } = await withPasskey();
  const other = await withPasskey();
  const key = testAuthenticator();
  const far = key.create(await challengeOf(browser, '/api/me/passkeys/options'), { origin: 'https://beffroi.exemple' });
  assert.equal((await browser.post('/api/me/passkeys', { name: 'x', response: far })).json().code, 'people.passkey-not-made');
  const theirs = key.create(await challengeOf(other.browser, '/api/me/passkeys/options'));
  assert.equal((await browser.post('/api/me/passkeys', { name: 'x', response: theirs })).json().code, 'people.passkey-not-made');
});

test('changing how one signs in asks to prove it again after half an hour', async () => {
  const { browser, person } = await withPasskey();
  const [key] = (await browser.get('/api/me/sign-in-ways')).json().passkeys;
  await it.settle();
  it.clock.advance({ minutes: 31 });
  assert.equal((await browser.del(`/api/me/passkeys/${key.id}`)).json().code, 'people.prove-again');
  assert.equal((await browser.post('/api/me/prove', { password: 'pas le bon' })).statusCode, 422);
  assert.equal((await browser.post('/api/me/prove', { password: person.password })).statusCode, 204);
  assert.equal((await browser.put(`/api/me/passkeys/${key.id}`, { name: 'Ancienne' })).statusCode, 204);
  assert.equal((await browser.del(`/api/me/passkeys/${key.id}`)).statusCode, 204);
  await it.settle();
  assert.match(await lastMailTo(it, person.email), /clé d’accès n’ouvre plus/);
  assert.equal((await signIn(browserOf(it.app), person)).json().person.id, person.id, 'the password suffices again');
});

test('a body that asks a second factor stays shut until it is given, from the day it says', async () => {
  const strict = await makeBody(it);
  const person = await makePerson(it, [{ in: strict, roles: ['body-administrator'] }]);
  const browser = browserOf(it.app);
  await signIn(browser, person);
  const url = `/api/o/${strict.slug}/people/sign-in-policy`;
  const policy = { secondFactor: 'administrators', roles: [], askedFrom: '2026-11-01', mailLink: 'elected' };
  assert.equal((await browser.put(url, policy)).json().code, 'people.policy-locks-you');
  const tomorrow = it.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().add({ days: 1 });
  assert.equal((await browser.put(url, { ...policy, askedFrom: tomorrow.toString() })).statusCode, 204);
  assert.equal((await browser.get(url)).statusCode, 200, 'the grace lasts');
  const { serving: them, secondFactor } = (await browser.get(url)).json();
  assert.deepEqual([secondFactor, them[0].hasSecondFactor], ['administrators', false]);
  it.clock.advance({ hours: 24 });
  await signIn(browser, person);
  assert.equal((await browser.get(url)).json().code, 'platform.second-factor-required');
  assert.equal((await browser.get('/api/me')).json().mandates[0].locked, 'second-factor');
  const key = testAuthenticator();
  await browser.post('/api/me/passkeys', { name: 'Clé', response: key.create(await challengeOf(browser, '/api/me/passkeys/options')) });
  assert.equal((await browser.get(url)).statusCode, 200);
});
