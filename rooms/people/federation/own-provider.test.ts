// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { listen } from '#simulators/proconnect/open-simulator.ts';
import type { Person } from '#simulators/proconnect/world.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';
import { openSession } from '../sign-in/open-session.ts';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { invented, PUBLIC_URL, service, TestBrowser } from './testing.ts';
import { answerTxtWith } from './txt-records.ts';

let it: TestHouse;
let simulator: Awaited<ReturnType<typeof listen>>;
let body: TestBody;
let other: TestBody;
let administrator: TestPerson;
let call: Caller;
let agent: TestPerson;
const directory: Person[] = [];
const records = new Map<string, string[]>();

before(async () => {
  simulator = await listen({ services: [], identityProviders: [invented(directory)], takesChallenge: true });
  it = await openTestHouse([organisations, people]);
  answerTxtWith(it.house, async (domain) => records.get(domain) ?? []);
});
after(async () => {
  await simulator.close();
  await it?.close();
});
beforeEach(async () => {
  it.clock.advance({ minutes: 1 });
  simulator.world.twist = { userinfo: (claims) => ({ ...claims, email_verified: true }) };
  body = await makeBody(it, { name: 'Communauté des Essais' });
  other = await makeBody(it, { name: 'Commune voisine' });
  administrator = await makePerson(it, [{ in: body, roles: ['body-administrator'] }]);
  agent = await makePerson(it, [
    { in: body, roles: ['agent'] },
    { in: other, roles: ['secretary'] },
  ]);
  await asOwner(it, (client) => client.query('update people.mandate set email = $2 where person_id = $1', [agent.id, agent.email]));
  directory.splice(0, directory.length, { email: agent.email, givenName: 'Camille', usualName: 'Essai', siret: '', uid: agent.email });
  call = await signedIn(it.app, administrator);
});

const described = (more: Record<string, unknown> = {}) => ({
  kind: 'oidc',
  name: 'Annuaire de la communauté',
  issuer: simulator.discoveryUrl,
  clientId: service.clientId,
  clientSecret: service.clientSecret,
  tokenMethod: 'client_secret_post',
  scopes: 'openid email given_name usual_name',
  claimNames: { email: 'email', givenName: 'given_name', familyName: 'usual_name', siret: '' },
  signsUserinfo: true,
  domains: ['exemple.fr'],
  isForced: false,
  breakGlass: [],
  ...more,
});

const url = (path = ''): string => `/api/o/${body.slug}/identity-providers${path}`;

async function register(more: Record<string, unknown> = {}): Promise<string> {
  const response = await call({ method: 'POST', url: url(), payload: described(more) });
  assert.equal(response.statusCode, 200, response.body);
  const { id } = response.json<{ id: string }>();
  const [row] = (await call({ url: url() })).json().rows;
  simulator.world.services = [{ ...service, redirectUris: [row.returnAddress], postLogoutUris: [row.leavingAddress] }];
  return id;
}

async function prove(id: string): Promise<void> {
  records.set('exemple.fr', ['v=spf1 -all', `beffroi-domaine=${body.id}`]);
  assert.equal((await call({ method: 'POST', url: url(`/${id}/domains/exemple.fr/proof`) })).statusCode, 204);
}

async function enterBy(id: string): Promise<TestBrowser> {
  const browser = new TestBrowser(it.app);
  await browser.get(await browser.signInThere(await browser.begin(`/api/sign-in/providers/${id}`), agent.email));
  return browser;
}

async function locks(browser: TestBrowser): Promise<Record<string, string | null>> {
  const { mandates } = JSON.parse((await browser.get(`${PUBLIC_URL}/api/me`)).text);
  return Object.fromEntries(
    mandates.map((mandate: { organisation: { id: string }; locked: string | null }) => [mandate.organisation.id, mandate.locked]),
  );
}

test('registers a provider once it answers, and never says its secret again', async () => {
  await register();
  const listed = (await call({ url: url() })).body;
  assert.match(listed, /Annuaire de la communauté/);
  assert.doesNotMatch(listed, new RegExp(service.clientSecret));
  const again = await call({ method: 'POST', url: url(), payload: described() });
  assert.deepEqual([again.statusCode, again.json().code], [409, 'people.issuer-twice']);
});

test('says beside the field what is wrong with a provider', async () => {
  const refusalOf = async (more: Record<string, unknown>): Promise<unknown> => {
    const response = await call({ method: 'POST', url: url(), payload: described(more) });
    const { code, fields } = response.json();
    return [code, fields?.[0]?.path];
  };
  assert.deepEqual(await refusalOf({ issuer: 'ldap://annuaire' }), ['people.issuer-refused', 'issuer']);
  assert.deepEqual(await refusalOf({ issuer: 'https://10.0.0.1/' }), ['people.issuer-refused', 'issuer']);
  assert.deepEqual(await refusalOf({ issuer: 'http://localhost:1/' }), ['people.issuer-silent', 'issuer']);
  assert.deepEqual(await refusalOf({ clientSecret: '' }), ['people.secret-missing', 'clientSecret']);
  assert.deepEqual(await refusalOf({ domains: ['orange.fr'] }), ['people.domain-shared', 'domains.0']);
  assert.deepEqual(await refusalOf({ isForced: true }), ['people.break-glass-missing', 'breakGlass']);
  assert.deepEqual(await refusalOf({ isForced: true, breakGlass: [other.id] }), ['people.break-glass-stranger', 'breakGlass']);
  assert.deepEqual(await refusalOf({ kind: 'proconnect', name: 'ProConnect' }), ['people.proconnect-absent', undefined]);
});

test('keeps the secret for the address to which it was entrusted', async () => {
  const id = await register();
  const elsewhere = await call({ method: 'PUT', url: url(`/${id}`), payload: described({ clientSecret: '', issuer: 'http://localhost:1/' }) });
  assert.equal(elsewhere.json().code, 'people.secret-missing');
  assert.equal((await call({ method: 'PUT', url: url(`/${id}`), payload: described({ clientSecret: '', name: 'Autre nom' }) })).statusCode, 200);
});

test('lets in by a verified address of a proved domain alone, and offers the provider to that domain at the door', async () => {
  const id = await register();
  const door = async () =>
    (await it.app.inject({ url: '/api/sign-in/providers?domain=exemple.fr' })).json().providers.filter((each: { key: string }) => each.key === id);
  assert.deepEqual(await door(), []);
  assert.equal((await (await enterBy(id)).get(`${PUBLIC_URL}/api/me`)).status, 401, 'the domain is not proved');
  records.clear();
  const early = await call({ method: 'POST', url: url(`/${id}/domains/exemple.fr/proof`) });
  assert.deepEqual([early.statusCode, early.json().code], [422, 'people.domain-not-proved']);
  await prove(id);
  assert.deepEqual(await door(), [{ key: id, name: 'Annuaire de la communauté', body: 'Communauté des Essais', isDown: false }]);
  for (const unsure of [undefined, false, 'true', 1]) {
    simulator.world.twist = { userinfo: (claims) => ({ ...claims, email_verified: unsure }) };
    assert.equal((await (await enterBy(id)).get(`${PUBLIC_URL}/api/me`)).status, 401, String(unsure));
  }
  simulator.world.twist = { userinfo: (claims) => ({ ...claims, email_verified: true }) };
  assert.equal((await (await enterBy(id)).get(`${PUBLIC_URL}/api/me`)).status, 200);
});

test('a body’s provider opens that body alone: whoever runs it is nobody next door', async () => {
  const id = await register();
  await prove(id);
  const browser = await enterBy(id);
  assert.deepEqual(await locks(browser), { [body.id]: null, [other.id]: 'provider' });
  const next = await browser.get(`${PUBLIC_URL}/api/o/${other.slug}/people/colleagues`);
  assert.deepEqual([next.status, JSON.parse(next.text).code], [403, 'platform.other-sign-in-required']);
  assert.equal((await browser.get(`${PUBLIC_URL}/api/o/${body.slug}/people/colleagues`)).status, 200);
});

test('the same subject at the same issuer, through another body’s provider, is someone else', async () => {
  const id = await register();
  await prove(id);
  await enterBy(id);
  const neighbour = await makePerson(it, [{ in: other, roles: ['body-administrator'] }]);
  const theirs = await signedIn(it.app, neighbour);
  const added = await theirs({ method: 'POST', url: `/api/o/${other.slug}/identity-providers`, payload: described() });
  const [row] = (await theirs({ url: `/api/o/${other.slug}/identity-providers` })).json().rows;
  simulator.world.services = [{ ...service, redirectUris: [row.returnAddress], postLogoutUris: [] }];
  const browser = new TestBrowser(it.app);
  const answer = await browser.get(await browser.signInThere(await browser.begin(`/api/sign-in/providers/${added.json().id}`), agent.email));
  assert.equal(answer.status, 403);
});

test('a provider that is imposed shuts the body to other ways in, but for its emergency persons with two factors', async () => {
  const [mandate] = await asOwner(
    it,
    async (client) => (await client.query('select id from people.mandate where person_id = $1', [administrator.id])).rows,
  );
  const id = await register();
  await prove(id);
  const imposed = described({ clientSecret: '', isForced: true, breakGlass: [mandate.id] });
  const early = await call({ method: 'PUT', url: url(`/${id}`), payload: imposed });
  assert.deepEqual([early.statusCode, early.json().code], [422, 'people.force-unproved']);
  const strong = await opened(['pwd', 'otp', 'mfa']);
  assert.equal((await strong({ method: 'PUT', url: url(`/${id}`), payload: imposed })).statusCode, 200);

  const local = new TestBrowser(it.app);
  await local.post(`${PUBLIC_URL}/api/session`, { email: agent.email, password: agent.password });
  assert.deepEqual(await locks(local), { [body.id]: 'provider', [other.id]: null });
  assert.deepEqual(await locks(await enterBy(id)), { [body.id]: null, [other.id]: 'provider' });
  assert.equal((await call({ url: url() })).statusCode, 403, 'the administrator too, without a second factor');

  const emergency = await opened(['pwd', 'otp', 'mfa']);
  assert.equal((await emergency({ url: url() })).statusCode, 200);
  await it.settle();
  const told = await asOwner(
    it,
    async (client) =>
      (await client.query(`select what from platform.audit_entry where what = 'people.break-glass-used' and organisation_id = $1`, [body.id])).rows,
  );
  assert.equal(told.length, 1);
});

/** A session of the administrator, proven so. */
async function opened(methods: Parameters<typeof openSession>[1]['methods']): Promise<Caller> {
  const ctx = contextWithoutTransaction<Tables>(it.house, { actor: { kind: 'public' }, organisation: null });
  const answer = await openSession(ctx, { personId: administrator.id, methods }, undefined);
  let secret = '';
  const reply = {
    setCookie: (name: string, value: string) => (secret = name === 'beffroi' ? value : secret),
    clearCookie: () => undefined,
    request: { cookies: {} },
  };
  answer.apply(reply as never); // only the cookie is looked at
  return (options) => it.app.inject({ ...options, cookies: { beffroi: secret } });
}

test('a provider taken away opens nothing more, in sessions that are open too', async () => {
  const id = await register();
  await prove(id);
  const browser = await enterBy(id);
  assert.equal((await call({ method: 'DELETE', url: url(`/${id}`) })).statusCode, 204);
  assert.deepEqual(await locks(browser), { [body.id]: 'provider', [other.id]: 'provider' });
  assert.equal((await browser.post(`${PUBLIC_URL}/api/sign-in/providers/${id}`, {})).status, 404);
});

test('only those who administer the body manage its providers', async () => {
  const asAgent = await signedIn(it.app, agent);
  assert.equal((await asAgent({ url: url() })).statusCode, 403);
  assert.equal((await asAgent({ method: 'POST', url: url(), payload: described() })).statusCode, 403);
});
