// SPDX-License-Identifier: EUPL-1.2
/** What has been tried against relying parties, and what it gets here: a page that says no, and no session. */
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { listen } from '#simulators/proconnect/open-simulator.ts';
import type { Person } from '#simulators/proconnect/world.ts';
import people from '../room.ts';
import { makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { safeReturn } from './safe-return.ts';
import { invented, PUBLIC_URL, service, TestBrowser } from './testing.ts';

const SIREN = '213301435';
const START = '/api/sign-in/providers/proconnect';

let it: TestHouse;
let simulator: Awaited<ReturnType<typeof listen>>;
let commune: TestBody;
let agent: TestPerson;
const directory: Person[] = [];

before(async () => {
  simulator = await listen({ services: [service], identityProviders: [invented(directory)] });
  it = await openTestHouse([organisations, people], {
    settings: { proconnect: { discoveryUrl: simulator.discoveryUrl, clientId: service.clientId, clientSecret: service.clientSecret } },
  });
  commune = await makeBody(it, { name: 'Croignon-les-Essais', siren: SIREN });
  agent = await makePerson(it, [{ in: commune, roles: ['secretary'] }]);
  directory.push(personAt(agent.email));
  const browser = new TestBrowser(it.app);
  await browser.post(`${PUBLIC_URL}/api/session`, { email: agent.email, password: agent.password });
  await browser.get(await browser.signInThere(await browser.begin('/api/me/identities', { provider: 'proconnect' }), agent.email));
});
after(async () => {
  await simulator.close();
  await it?.close();
});
beforeEach(() => {
  simulator.world.twist = {};
  it.clock.advance({ minutes: 1 });
});

const personAt = (email: string): Person => ({ email, givenName: 'Camille', usualName: 'Essai', siret: `${SIREN}00014`, uid: email });

async function isIn(browser: TestBrowser): Promise<boolean> {
  return (await browser.get(`${PUBLIC_URL}/api/me`)).status === 200;
}

/** A whole sign-in up to the return; what `before` twists is undone afterwards. */
async function enter(change: (back: string) => string = (back) => back): Promise<{ status: number; isIn: boolean }> {
  const browser = new TestBrowser(it.app);
  const back = await browser.signInThere(await browser.begin(START), agent.email);
  const { status } = await browser.get(change(back));
  return { status, isIn: await isIn(browser) };
}

const refused = (status: number) => ({ status, isIn: false });

test('the sign-in that is attacked below works', async () => {
  assert.deepEqual(await enter(), { status: 303, isIn: true });
});

test('a return that this browser did not begin opens nothing (login CSRF)', async () => {
  const attacker = new TestBrowser(it.app);
  const back = await attacker.signInThere(await attacker.begin(START), agent.email);
  const victim = new TestBrowser(it.app);
  assert.equal((await victim.get(back)).status, 400);
  assert.equal(await isIn(victim), false);
  // Nor with an attempt of the victim's own under way.
  await victim.begin(START);
  assert.equal((await victim.get(back)).status, 400);
});

test('a return serves once, even with the cookie kept', async () => {
  const browser = new TestBrowser(it.app);
  const back = await browser.signInThere(await browser.begin(START), agent.email);
  const kept = new Map(browser.cookiesOf(PUBLIC_URL));
  assert.equal((await browser.get(back)).status, 303);
  const replayed = new TestBrowser(it.app);
  for (const [name, value] of kept) replayed.cookiesOf(PUBLIC_URL).set(name, value);
  assert.equal((await replayed.get(back)).status, 400);
});

test('a return after ten minutes opens nothing', async () => {
  const browser = new TestBrowser(it.app);
  const back = await browser.signInThere(await browser.begin(START), agent.email);
  it.clock.advance({ minutes: 10, seconds: 1 });
  assert.equal((await browser.get(back)).status, 400);
});

test('a state that is changed, repeated, short or absent opens nothing', async () => {
  for (const change of [
    (state: string) => `state=${state.slice(0, -1)}A`,
    (state: string) => `state=${state}&state=${state}`,
    () => 'state=court',
    () => 'sans=etat',
  ]) {
    assert.deepEqual(await enter((back) => back.replace(/state=([^&]+)/, (_, state: string) => change(state))), refused(400));
  }
});

test('another person’s code put into one’s own return opens nothing (code injection)', async () => {
  const stolen = new TestBrowser(it.app);
  const back = await stolen.signInThere(await stolen.begin(START), agent.email);
  const code = new URL(back).searchParams.get('code');
  assert.deepEqual(await enter((own) => own.replace(/code=[^&]+/, `code=${code}`)), refused(502));
});

test('an answer in the name of another issuer opens nothing (mix-up, RFC 9207)', async () => {
  assert.deepEqual(await enter((back) => back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fautre.exemple')), refused(502));
  // The issuer announces that it names itself: without the name, the answer is not its own.
  assert.deepEqual(await enter((back) => back.replace(/&?iss=[^&]+/, '')), refused(502));
});

test('an answer brought to the return address of another provider opens nothing (mix-up)', async () => {
  assert.deepEqual(await enter((back) => back.replace('/proconnect/', '/0197a0b0-0000-7000-8000-000000000001/')), refused(400));
});

test('an ID token for another, from another, of another sign-in or run out opens nothing', async () => {
  for (const lie of [
    { aud: 'une-autre-application' },
    { iss: 'https://autre.exemple' },
    { nonce: 'n'.repeat(43) },
    { nonce: undefined },
    { exp: 1_000 },
    { sub: '' },
  ]) {
    simulator.world.twist = { idToken: (claims) => ({ ...claims, ...lie }) };
    assert.deepEqual(await enter(), refused(502), JSON.stringify(lie));
  }
});

test('an ID token that nobody signed, or signed with what everybody knows, opens nothing (algorithm confusion)', async () => {
  const publicKey = await importJWK(simulator.world.keys.public[0] ?? {}, 'RS256', { extractable: true });
  if (publicKey instanceof Uint8Array) throw new Error('a public key is no bytes');
  const known = [
    Buffer.from(await exportSPKI(publicKey)),
    Buffer.from(JSON.stringify(simulator.world.keys.public[0])),
    Buffer.from(service.clientSecret),
  ];
  const signings = [
    (claims: Record<string, unknown>) => new UnsecuredJWT(claims).encode(),
    ...known.map((key) => (claims: Record<string, unknown>) => hs256(claims, key)),
    (claims: Record<string, unknown>) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'simulateur-rsa' }).sign(strangerKey),
    (claims: Record<string, unknown>) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', jwk: strangerJwk }).sign(strangerKey),
  ];
  for (const signIdToken of signings) {
    simulator.world.twist = { signIdToken };
    assert.deepEqual(await enter(), refused(502));
    simulator.world.twist = { signUserinfo: signIdToken };
    assert.deepEqual(await enter(), refused(502));
  }
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerKey = stranger.privateKey;
const strangerJwk = stranger.publicKey.export({ format: 'jwk' }) as { kty: string }; // an RSA key has a type

function hs256(claims: Record<string, unknown>, key: Buffer): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'HS256', kid: 'simulateur-rsa' })}.${part(claims)}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

test('userinfo for another application, from another issuer or about another person opens nothing', async () => {
  for (const lie of [
    { aud: 'une-autre-application' },
    { aud: undefined },
    { iss: 'https://autre.exemple' },
    { iss: undefined },
    { sub: 'quelqu-un-d-autre' },
  ]) {
    simulator.world.twist = { userinfo: (claims) => ({ ...claims, ...lie }) };
    assert.deepEqual(await enter(), refused(502), JSON.stringify(lie));
  }
});

test('an error of the provider is told without a word of its own', async () => {
  const browser = new TestBrowser(it.app);
  const location = new URL(await browser.begin(START));
  const back = new URL(`${PUBLIC_URL}/connexion/federation/proconnect/retour`);
  back.search = new URLSearchParams({
    error: 'access_denied',
    error_description: '<script>alert(1)</script> appelez le 0899',
    state: location.searchParams.get('state') ?? '',
    iss: simulator.world.issuer,
  }).toString();
  const { status, text } = await browser.get(back.href);
  assert.equal(status, 403);
  assert.match(text, /Vous avez renoncé/);
  assert.doesNotMatch(text, /script>alert|0899/);
});

test('goes back to no other site (open redirect)', async () => {
  for (const asked of [
    'https://mal.exemple/',
    '//mal.exemple',
    '/\\mal.exemple',
    '/\t/mal.exemple',
    '\\/mal',
    'javascript:alert(1)',
    '/.//mal.exemple',
    '/connexion',
  ]) {
    assert.equal(safeReturn(asked), '/', asked);
    const browser = new TestBrowser(it.app);
    const back = await browser.signInThere(await browser.begin(START, { back: asked }), agent.email);
    assert.equal((await browser.get(back)).location, `${PUBLIC_URL}/`);
  }
  assert.equal(safeReturn('/o/croignon/devis?page=2#bas'), '/o/croignon/devis?page=2#bas');
});

test('no other site begins, links or ends a sign-in (CSRF)', async () => {
  for (const [method, url] of [
    ['POST', START],
    ['POST', '/api/me/identities'],
    ['DELETE', '/api/session'],
  ] as const) {
    const response = await it.app.inject({ method, url, headers: { origin: 'https://mal.exemple', 'sec-fetch-site': 'cross-site' }, payload: {} });
    assert.equal(response.statusCode, 403, url);
  }
  // Coming back from a logout that nobody began ends nothing, and says nothing.
  const browser = new TestBrowser(it.app);
  await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
  assert.equal(
    (await browser.get(`${PUBLIC_URL}/connexion/federation/proconnect/sortie?state=${'x'.repeat(43)}`)).location,
    `${PUBLIC_URL}/connexion`,
  );
  assert.equal(await isIn(browser), true);
});

test('an identity is added to the account that asked, not to whoever signs in meanwhile', async () => {
  const other = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  directory.push(personAt(other.email));
  const browser = new TestBrowser(it.app);
  await browser.post(`${PUBLIC_URL}/api/session`, { email: agent.email, password: agent.password });
  const back = await browser.signInThere(await browser.begin('/api/me/identities', { provider: 'proconnect' }), other.email);
  await browser.post(`${PUBLIC_URL}/api/session`, { email: other.email, password: other.password });
  assert.equal((await browser.get(back)).status, 400);
});

test('a session from before the sign-in is not the one after it (fixation)', async () => {
  const browser = new TestBrowser(it.app);
  browser.cookiesOf(PUBLIC_URL).set('beffroi', 'secret-choisi-par-un-autre');
  await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
  assert.notEqual(browser.cookiesOf(PUBLIC_URL).get('beffroi'), 'secret-choisi-par-un-autre');
  assert.equal(await isIn(browser), true);
});

test('the return address follows the public address, not the Host header', async () => {
  const response = await it.app.inject({
    method: 'POST',
    url: START,
    headers: { host: 'mal.exemple', 'x-forwarded-host': 'mal.exemple' },
    payload: {},
  });
  assert.equal(new URL(response.json().location).searchParams.get('redirect_uri'), service.redirectUris[0]);
});
