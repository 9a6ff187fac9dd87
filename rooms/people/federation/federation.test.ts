// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { listen } from '#simulators/proconnect/open-simulator.ts';
import type { Person } from '#simulators/proconnect/world.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type TestBody, type TestPerson } from '../testing.ts';
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
});
after(async () => {
  await simulator.close();
  await it?.close();
});
beforeEach(async () => {
  simulator.world.twist = {};
  it.clock.advance({ minutes: 1 }); // neither the limits nor the breaker of the test before
  agent = await makePerson(it, [{ in: commune, roles: ['secretary'] }]);
  await giveAddress(agent);
  directory.splice(0, directory.length, personAt(agent.email));
});

const personAt = (email: string, more: Partial<Person> = {}): Person => ({
  email,
  givenName: 'Camille',
  usualName: 'Essai',
  siret: `${SIREN}00014`,
  uid: email,
  ...more,
});

async function giveAddress(person: TestPerson): Promise<void> {
  await asOwner(it, (client) => client.query('update people.mandate set email = $2 where person_id = $1', [person.id, person.email]));
}

/** The body says that it relies on ProConnect for a domain that it proved. */
async function rely(body: TestBody, { domains = ['exemple.fr'], more = '' }: { domains?: string[]; more?: string } = {}): Promise<void> {
  await asOwner(it, async (client) => {
    await client.query('delete from people.identity_provider where organisation_id = $1', [body.id]);
    await client.query(
      `insert into people.identity_provider (organisation_id, id, kind, name, token_method, scopes, claim_names, signs_userinfo,
         email_domains, proved_domains, is_forced, break_glass, is_open, created_at, changed_at, changed_by)
       values ($1, $1, 'proconnect', 'ProConnect', 'client_secret_post', '{}', '{}', true, $2, $2, false, '{}', true, now(), now(), $1)`,
      [body.id, domains],
    );
    if (more) await client.query(`update people.identity_provider set ${more} where organisation_id = $1`, [body.id]);
  });
}

async function relyOnNobody(body: TestBody): Promise<void> {
  await asOwner(it, (client) => client.query('delete from people.identity_provider where organisation_id = $1', [body.id]));
}

async function linkAs(browser: TestBrowser, person: TestPerson, email = person.email): Promise<void> {
  await browser.post(`${PUBLIC_URL}/api/session`, { email: person.email, password: person.password });
  const back = await browser.signInThere(await browser.begin('/api/me/identities', { provider: 'proconnect' }), email);
  const linked = await browser.get(back);
  assert.deepEqual([linked.status, linked.location], [303, `${PUBLIC_URL}/compte/identites`], linked.text);
}

async function whoIsIn(browser: TestBrowser): Promise<string | null> {
  const { status, text } = await browser.get(`${PUBLIC_URL}/api/me`);
  return status === 200 ? JSON.parse(text).person.id : null;
}

test('lets in by ProConnect whoever proved their account once, and from then on without a password', async () => {
  await relyOnNobody(commune);
  const first = new TestBrowser(it.app);
  const refused = await first.get(await first.signInThere(await first.begin(START), agent.email));
  assert.equal(refused.status, 403);
  assert.match(refused.text, /n’est pas encore rattachée à un compte/);
  assert.equal(await whoIsIn(first), null);

  await linkAs(first, agent);
  const later = new TestBrowser(it.app);
  const back = await later.signInThere(await later.begin(START, { back: '/o/croignon?a=1#b' }), agent.email);
  const entered = await later.get(back);
  assert.deepEqual([entered.status, entered.location], [303, `${PUBLIC_URL}/o/croignon?a=1#b`]);
  assert.equal(await whoIsIn(later), agent.id);
});

test('lets in at once by the address, in a body that relies on ProConnect for a domain that it proved', async () => {
  await rely(commune);
  const browser = new TestBrowser(it.app);
  await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
  assert.equal(await whoIsIn(browser), agent.id);
  const { rows } = JSON.parse((await browser.get(`${PUBLIC_URL}/api/me/identities`)).text);
  assert.deepEqual(
    rows.map((row: { provider: string; linkedHow: string; email: string }) => [row.provider, row.linkedHow, row.email]),
    [['ProConnect', 'email', agent.email]],
  );
});

test('believes no address outside the proved domains, nor one that is said unverified, nor that of a body elsewhere', async () => {
  await rely(commune, { domains: ['autre.fr'] });
  const enter = async (): Promise<number> => {
    const browser = new TestBrowser(it.app);
    return (await browser.get(await browser.signInThere(await browser.begin(START), agent.email))).status;
  };
  assert.equal(await enter(), 403);
  await rely(commune);
  simulator.world.twist = { userinfo: (claims) => ({ ...claims, email_verified: false }) };
  assert.equal(await enter(), 403);
  simulator.world.twist = {};
  directory.splice(0, 1, personAt(agent.email, { siret: '21330200100019' }));
  assert.equal(await enter(), 403);
  directory.splice(0, 1, personAt(agent.email));
  assert.equal(await enter(), 303);
});

test('says the same to an address that has an account and to one that has none', async () => {
  await relyOnNobody(commune);
  directory.push(personAt('inconnu@exemple.fr'));
  const [known, unknown] = await Promise.all(
    [agent.email, 'inconnu@exemple.fr'].map(async (email) => {
      const browser = new TestBrowser(it.app);
      const answer = await browser.get(await browser.signInThere(await browser.begin(START), email));
      return `${answer.status} ${answer.text.replaceAll(email, '…')}`;
    }),
  );
  assert.equal(known, unknown);
});

test('links nobody by address whose subject changed: they prove their account anew', async () => {
  await rely(commune);
  const browser = new TestBrowser(it.app);
  await linkAs(browser, agent);
  // Another directory behind ProConnect: another subject for the same address.
  directory.splice(0, 1, personAt(agent.email, { uid: 'nouveau' }));
  const later = new TestBrowser(it.app);
  assert.equal((await later.get(await later.signInThere(await later.begin(START), agent.email))).status, 403);
  await linkAs(new TestBrowser(it.app), agent);
  const again = new TestBrowser(it.app);
  await again.get(await again.signInThere(await again.begin(START), agent.email));
  assert.equal(await whoIsIn(again), agent.id);
});

test('says which establishment ProConnect told, when the person serves no body there', async () => {
  await linkAs(new TestBrowser(it.app), agent);
  const tell = async (siret: string): Promise<string> => {
    directory.splice(0, 1, personAt(agent.email, { siret }));
    const browser = new TestBrowser(it.app);
    const answer = await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
    assert.equal(answer.status, 403);
    return answer.text;
  };
  assert.match(await tell('99999999900019'), /n’utilise pas encore ces services[\s\S]*SIRET 999 999 999 00019/);
  const other = await makeBody(it, { siren: '213302001' });
  assert.match(await tell('21330200100019'), /Aucune fonction ne vous est ouverte/);
  assert.match(await tell(''), /Votre établissement n’est pas connu/);
  assert.ok(other.id);
});

test('lets nobody in whose function ended, although the identity is theirs', async () => {
  await linkAs(new TestBrowser(it.app), agent);
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-20' where person_id = $1`, [agent.id]));
  const browser = new TestBrowser(it.app);
  assert.equal((await browser.get(await browser.signInThere(await browser.begin(START), agent.email))).status, 403);
});

test('keeps the second factor that was given there', async () => {
  await linkAs(new TestBrowser(it.app), agent);
  await asOwner(it, (client) =>
    client.query(
      `insert into people.sign_in_policy (organisation_id, id, second_factor_roles, changed_at, changed_by) values ($1, $1, '{secretary}', now(), $1)
       on conflict do nothing`,
      [commune.id],
    ),
  );
  const lockOf = async (browser: TestBrowser): Promise<unknown> => JSON.parse((await browser.get(`${PUBLIC_URL}/api/me`)).text).mandates[0].locked;
  const plain = new TestBrowser(it.app);
  await plain.get(await plain.signInThere(await plain.begin(START), agent.email));
  assert.equal(await lockOf(plain), 'second-factor');
  const weak = new TestBrowser(it.app);
  const refused = await weak.get(await weak.signInThere(await weak.begin(START, { isStrong: true }), agent.email));
  assert.equal(refused.status, 403, 'asked as essential, a level that is not reached lets nobody in');
  assert.equal(await whoIsIn(weak), null);
  directory.splice(0, 1, personAt(agent.email, { hasSecondFactor: true }));
  const strong = new TestBrowser(it.app);
  await strong.get(await strong.signInThere(await strong.begin(START, { isStrong: true }), agent.email));
  assert.equal(await lockOf(strong), null);
  await asOwner(it, (client) => client.query('delete from people.sign_in_policy where organisation_id = $1', [commune.id]));
});

test('asks without a word whoever is signed in there already, and shows the door to others', async () => {
  await linkAs(new TestBrowser(it.app), agent);
  const browser = new TestBrowser(it.app);
  const nobody = await browser.get(await browser.begin(START, { isSilent: true, back: '/notifications' }));
  assert.match(String(nobody.location), /error=login_required/);
  assert.equal((await browser.get(String(nobody.location))).location, `${PUBLIC_URL}/connexion?retour=%2Fnotifications`);
  await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
  const once = await browser.get(await browser.begin(START, { isSilent: true, back: '/notifications' }));
  assert.equal((await browser.get(String(once.location))).location, `${PUBLIC_URL}/notifications`);
});

test('closes both sessions: here first, then there through the browser', async () => {
  const browser = new TestBrowser(it.app);
  await linkAs(browser, agent);
  await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
  const { location } = JSON.parse((await browser.delete(`${PUBLIC_URL}/api/session`)).text);
  assert.equal(await whoIsIn(browser), null);
  assert.ok(simulator.world.sessions.size > 0);
  const before = simulator.world.sessions.size;
  const there = await browser.get(location);
  assert.match(String(there.location), /\/connexion\/federation\/proconnect\/sortie\?state=/);
  assert.equal(simulator.world.sessions.size, before - 1);
  assert.equal((await browser.get(String(there.location))).location, `${PUBLIC_URL}/connexion?deconnexion=faite`);
});

test('closes the session here even when ProConnect does not answer', async () => {
  const browser = new TestBrowser(it.app);
  await linkAs(browser, agent);
  await browser.get(await browser.signInThere(await browser.begin(START), agent.email));
  simulator.world.twist = { breaks: 503 };
  it.clock.advance({ hours: 11 });
  assert.ok([200, 204].includes((await browser.delete(`${PUBLIC_URL}/api/session`)).status));
  assert.equal(await whoIsIn(browser), null);
});

test('says that ProConnect is down, stops asking it, and signs in here all the same', async () => {
  it.clock.advance({ hours: 48 }); // nothing remembered
  simulator.world.twist = { breaks: 503 };
  const browser = new TestBrowser(it.app);
  for (let tries = 0; tries < 3; tries++) {
    const { status, text } = await browser.post(`${PUBLIC_URL}${START}`, {});
    assert.equal(status, 503);
    assert.match(text, /ProConnect ne répond pas/);
  }
  const door = JSON.parse((await browser.get(`${PUBLIC_URL}/api/sign-in/providers`)).text);
  assert.deepEqual(door.providers, [{ key: 'proconnect', name: 'ProConnect', body: null, isDown: true }]);
  simulator.world.twist = {};
  assert.equal((await browser.post(`${PUBLIC_URL}${START}`, {})).status, 503, 'the breaker is open');
  await signedIn(it.app, agent);
  it.clock.advance({ seconds: 31 });
  assert.equal((await browser.post(`${PUBLIC_URL}${START}`, {})).status, 200);
});

test('lists and detaches one’s identities; what they opened is closed', async () => {
  const own = new TestBrowser(it.app);
  await linkAs(own, agent);
  const elsewhere = new TestBrowser(it.app);
  await elsewhere.get(await elsewhere.signInThere(await elsewhere.begin(START), agent.email));
  const { rows } = JSON.parse((await own.get(`${PUBLIC_URL}/api/me/identities`)).text);
  assert.equal(rows.length, 1);
  const stranger = new TestBrowser(it.app);
  const other = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  await stranger.post(`${PUBLIC_URL}/api/session`, { email: other.email, password: other.password });
  assert.equal((await stranger.delete(`${PUBLIC_URL}/api/me/identities/${rows[0].id}`)).status, 404);
  assert.equal((await own.delete(`${PUBLIC_URL}/api/me/identities/${rows[0].id}`)).status, 204);
  assert.equal(await whoIsIn(elsewhere), null);
  assert.equal(await whoIsIn(own), agent.id);
});

test('refuses an identity that is someone else’s, and says what to do', async () => {
  await linkAs(new TestBrowser(it.app), agent);
  const other = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const browser = new TestBrowser(it.app);
  await browser.post(`${PUBLIC_URL}/api/session`, { email: other.email, password: other.password });
  const answer = await browser.get(await browser.signInThere(await browser.begin('/api/me/identities', { provider: 'proconnect' }), agent.email));
  assert.equal(answer.status, 409);
  assert.match(answer.text, /déjà rattachée à un autre compte/);
});

test('adds no way in to a session that was proven long ago', async () => {
  const browser = new TestBrowser(it.app);
  await browser.post(`${PUBLIC_URL}/api/session`, { email: agent.email, password: agent.password });
  it.clock.advance({ minutes: 31 });
  const { status, text } = await browser.post(`${PUBLIC_URL}/api/me/identities`, { provider: 'proconnect' });
  assert.equal(JSON.parse(text).code, 'people.prove-again', String(status));
});
