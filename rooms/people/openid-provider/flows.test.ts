// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { createRemoteJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { makeApplication, openListeningHouse, type OpenHouse } from './testing.ts';
import { browserOf, discover, enter, errorIn, finish, RETURN, start } from './try-client.ts';
import { Browser } from './testing.ts';

let it: OpenHouse;
let commune: TestBody;
let other: TestBody;
let agent: TestPerson;
/** An application that hears of the end of sessions, and publishes its keys. */
let listener: Server;
let listenerUrl: string;
const heard: string[] = [];
let published: object = { keys: [] };
before(async () => {
  it = await openListeningHouse();
  [commune, other] = [await makeBody(it, { name: 'Commune d’Essai', siren: '213301435' }), await makeBody(it, { name: 'Syndicat d’Essai' })];
  listener = createServer((request, response) => {
    if (request.method === 'GET') return response.setHeader('content-type', 'application/json').end(JSON.stringify(published));
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      heard.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const address = listener.address();
  listenerUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  // The commune is an operator: it alone may register applications of its own network.
  await asOwner(it, (client) => client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [commune.id]));
});
beforeEach(async () => {
  agent = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
});
after(async () => {
  listener.close();
  await it.close();
});

test('lets a person who is signed in enter an application without a question, and says who they are', async () => {
  const application = await makeApplication(it, commune);
  const config = await discover(it, application);
  const tokens = await enter(config, await browserOf(it, agent));
  const claims = tokens.claims();
  assert.equal(claims?.sub, agent.id);
  assert.equal(claims?.['acr'], 'eidas1');
  assert.deepEqual(claims?.['amr'], ['pwd']);
  const me = await openid.fetchUserInfo(config, tokens.access_token, agent.id);
  assert.deepEqual(
    { name: me.name, siren: me['siren'], organisation: me['organisation'], roles: me['roles'], groups: me['groups'] },
    {
      name: 'Camille Essai',
      siren: '213301435',
      organisation: { name: commune.name, slug: commune.slug, kind: 'commune' },
      roles: ['agent'],
      groups: [],
    },
  );
});

test('sends whoever is not signed in to the door, and goes on from there', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const started = await start(config);
  const browser = new Browser(it.origin);
  const door = await browser.visit(started.url);
  assert.match(door.location ?? '', /\/connexion\?retour=%2Foidc%2Fentrer%2F/);
  await browser.signIn(agent);
  const back = new URL(door.location ?? '').searchParams.get('retour');
  const { location } = await browser.visit(`${it.origin}${back}`);
  assert.equal((await finish(config, started, location)).claims()?.sub, agent.id);
});

test('asks for which body a person with several mandates enters, and says that one', async () => {
  const shared = await makePerson(it, [
    { in: commune, roles: ['secretary'] },
    { in: other, roles: ['agent'] },
  ]);
  const operators = await makeApplication(it, commune, { isForTerritory: true });
  await asOwner(it, (client) =>
    client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at)
       values ($1, gen_random_uuid(), $2, '2020-01-01', 'test', now()) on conflict do nothing`,
      [commune.id, other.id],
    ),
  );
  const config = await discover(it, operators);
  const browser = await browserOf(it, shared);
  const started = await start(config);
  const question = await browser.visit(started.url);
  assert.match(question.text, /Pour quelle collectivité/);
  const mandate = /value="([^"]+)"[^>]*>\s*<label[^>]*>\s*Syndicat d’Essai/.exec(question.text)?.[1] ?? '';
  const tokens = await finish(config, started, (await browser.submit(question, { decision: 'enter' }, { mandate })).location);
  const me = await openid.fetchUserInfo(config, tokens.access_token, shared.id);
  assert.deepEqual([me['roles'], (me['organisation'] as { name: string }).name], [['agent'], 'Syndicat d’Essai']);
  // The choice stands for the session, unless the application names another body or asks again.
  assert.ok((await enter(config, browser)).access_token);
  const named = await enter(config, browser, { organisation: commune.slug });
  assert.deepEqual((await openid.fetchUserInfo(config, named.access_token, shared.id))['roles'], ['secretary']);
  assert.match((await browser.visit((await start(config, { prompt: 'select_account' })).url)).text, /Pour quelle collectivité/);
});

test('asks for agreement only where the application wants it, once, and lets it be taken back', async () => {
  const application = await makeApplication(it, commune, { asksConsent: true });
  const config = await discover(it, application);
  const browser = await browserOf(it, agent);
  const started = await start(config);
  const question = await browser.visit(started.url);
  assert.match(question.text, /Votre adresse électronique professionnelle/);
  const tokens = await finish(config, started, (await browser.submit(question, { decision: 'enter' })).location);
  assert.ok((await enter(config, await browserOf(it, agent))).access_token, 'asked once');
  const mine = await browser.send(`${it.origin}/api/me/applications`);
  assert.match(mine.text, new RegExp(application.id));
  const left = await browser.send(`${it.origin}/api/me/applications/${application.id}`, {
    method: 'DELETE',
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(left.status, 204);
  await assert.rejects(openid.fetchUserInfo(config, tokens.access_token, agent.id));
  assert.match((await browser.visit((await start(config)).url)).text, /Accepter et entrer/);
});

test('refuses agreement when the person does', async () => {
  const config = await discover(it, await makeApplication(it, commune, { asksConsent: true }));
  const browser = await browserOf(it, agent);
  const question = await browser.visit((await start(config)).url);
  assert.equal(errorIn(await browser.submit(question, { decision: 'refuse' })), 'access_denied');
});

test('answers prompt=none without a page: entered, or why not', async () => {
  const open = await discover(it, await makeApplication(it, commune));
  const asking = await discover(it, await makeApplication(it, commune, { asksConsent: true }));
  const closed = await discover(it, await makeApplication(it, other));
  const browser = await browserOf(it, agent);
  const silently = async (config: openid.Configuration, from: Browser) => errorIn(await from.visit((await start(config, { prompt: 'none' })).url));
  assert.equal(await silently(open, browser), null);
  assert.equal(await silently(asking, browser), 'consent_required');
  assert.equal(await silently(closed, browser), 'access_denied');
  assert.equal(await silently(open, new Browser(it.origin)), 'login_required');
});

test('says in French that an application is not open to this person, and tells the application', async () => {
  const config = await discover(it, await makeApplication(it, commune, { roles: ['dgs'], name: 'Parapheur' }));
  const browser = await browserOf(it, agent);
  const page = await browser.visit((await start(config)).url);
  assert.match(page.text, /Parapheur ne vous est pas ouverte/);
  assert.equal(errorIn(await browser.submit(page, { decision: 'refuse' })), 'access_denied');
});

test('opens an application to the members of a group alone', async () => {
  const groupId = crypto.randomUUID();
  await asOwner(it, async (client) => {
    await client.query(`insert into people.person_group (organisation_id, id, name, created_at) values ($1, $2, 'Finances', now())`, [
      commune.id,
      groupId,
    ]);
  });
  const config = await discover(it, await makeApplication(it, commune, { groupIds: [groupId] }));
  const browser = await browserOf(it, agent);
  assert.match((await browser.visit((await start(config)).url)).text, /ne vous est pas ouverte/);
  await asOwner(it, (client) =>
    client.query(
      `insert into people.group_member (organisation_id, id, group_id, mandate_id, added_at)
       select organisation_id, gen_random_uuid(), $1, id, now() from people.mandate where person_id = $2`,
      [groupId, agent.id],
    ),
  );
  const tokens = await enter(config, browser);
  assert.deepEqual((await openid.fetchUserInfo(config, tokens.access_token, agent.id))['groups'], ['Finances']);
});

test('renews tokens, each refresh token once; one that comes back withdraws them all', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const first = await enter(config, await browserOf(it, agent));
  const second = await openid.refreshTokenGrant(config, first.refresh_token ?? '');
  assert.ok(second.access_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  await assert.rejects(openid.refreshTokenGrant(config, first.refresh_token ?? ''), { error: 'invalid_grant' });
  await assert.rejects(openid.refreshTokenGrant(config, second.refresh_token ?? ''), { error: 'invalid_grant' });
  await assert.rejects(openid.fetchUserInfo(config, second.access_token, agent.id));
});

test('introspects and revokes', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const tokens = await enter(config, await browserOf(it, agent));
  const active = await openid.tokenIntrospection(config, tokens.access_token);
  assert.deepEqual([active.active, active.sub], [true, agent.id]);
  await openid.tokenRevocation(config, tokens.refresh_token ?? '');
  assert.equal((await openid.tokenIntrospection(config, tokens.access_token)).active, false);
  await assert.rejects(openid.fetchUserInfo(config, tokens.access_token, agent.id));
});

test('stops at the next use once the role or the mandate is gone', async () => {
  const leaving = await makePerson(it, [{ in: commune, roles: ['dgs', 'agent'] }]);
  const config = await discover(it, await makeApplication(it, commune, { roles: ['dgs'] }));
  const enters = await enter(config, await browserOf(it, leaving));
  const set = (what: string) => asOwner(it, (client) => client.query(`update people.mandate set ${what} where person_id = $1`, [leaving.id]));
  await set(`roles = '{agent}'`);
  await assert.rejects(openid.fetchUserInfo(config, enters.access_token, leaving.id));
  await assert.rejects(openid.refreshTokenGrant(config, enters.refresh_token ?? ''), { error: 'invalid_grant' });
  await set(`roles = '{dgs}'`);
  assert.ok(await openid.fetchUserInfo(config, enters.access_token, leaving.id));
  await set(`ends_on = '2024-12-31'`);
  assert.equal((await openid.tokenIntrospection(config, enters.access_token)).active, false);
});

test('connects a device by a code that a signed-in person types and confirms', async () => {
  const config = await discover(it, await makeApplication(it, commune, { usesDevice: true, name: 'Afficheur' }));
  const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid profile' });
  assert.equal(device.verification_uri, `${it.origin}/appareil`);
  const nobody = await new Browser(it.origin).visit(device.verification_uri);
  assert.match(nobody.location ?? '', /\/connexion\?retour=/);
  const browser = await browserOf(it, agent);
  const typed = await browser.visit(device.verification_uri_complete ?? '');
  assert.match(typed.text, new RegExp(`value="${device.user_code}"`), 'shown, not sent');
  const wrong = await browser.submit(typed, {}, { user_code: 'ZZZZ-ZZZZ' });
  assert.match(wrong.text, /Ce code n’est pas connu/);
  const confirmed = await browser.submit(wrong, {}, { user_code: device.user_code.toLowerCase() });
  assert.match(confirmed.text, /Connecter Afficheur/);
  assert.match((await browser.submit(confirmed, { confirm: 'yes' })).text, /L’appareil est connecté/);
  const tokens = await openid.pollDeviceAuthorizationGrant(config, { ...device, interval: 0 });
  assert.equal((await openid.fetchUserInfo(config, tokens.access_token, agent.id)).name, 'Camille Essai');
});

test('tells applications when the session is closed, and withdraws their tokens', async () => {
  const application = await makeApplication(it, commune, { backchannelUri: listenerUrl, isInternal: true });
  const config = await discover(it, application);
  const browser = await browserOf(it, agent);
  const tokens = await enter(config, browser);
  heard.length = 0;
  await browser.send(`${it.origin}/api/session`, { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } });
  await assert.rejects(openid.fetchUserInfo(config, tokens.access_token, agent.id), 'at the next use, before any job ran');
  await it.house.queue.boss.send('people.end-entries', {});
  await it.settle();
  assert.equal(heard.length, 1);
  const { payload } = await jwtVerify(heard[0] ?? '', createRemoteJWKSet(new URL(`${it.issuer}/jwks`)), {
    issuer: it.issuer,
    audience: application.id,
    typ: 'logout+jwt',
  });
  assert.equal(payload.sub, agent.id);
  assert.equal(payload['sid'], tokens.claims()?.['sid']);
  assert.ok(payload['events']);
  await it.house.queue.boss.send('people.end-entries', {});
  await it.settle();
  assert.equal(heard.length, 1, 'told once');
});

test('never sends to a private address unless the operator’s registry says that the application is internal', async () => {
  const guest = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const another = listenerUrl.replace('127.0.0.1', 'localhost');
  const config = await discover(it, await makeApplication(it, commune, { backchannelUri: another, isInternal: false }));
  const foreign = await discover(it, await makeApplication(it, other, { backchannelUri: `${another}b`, isInternal: true }));
  const member = await makePerson(it, [{ in: other, roles: ['agent'] }]);
  heard.length = 0;
  for (const [one, person] of [
    [config, guest],
    [foreign, member],
  ] as const) {
    const browser = await browserOf(it, person);
    await enter(one, browser);
    await browser.send(`${it.origin}/api/session`, { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } });
  }
  await it.house.queue.boss.send('people.end-entries', {});
  await it.settle();
  assert.deepEqual(heard, []);
});

test('signs out from an application: of everything, with the other applications told', async () => {
  const told = await makeApplication(it, commune, { backchannelUri: listenerUrl, isInternal: true });
  const leaving = await makeApplication(it, commune);
  const [toldConfig, config] = [await discover(it, told), await discover(it, leaving)];
  const browser = await browserOf(it, agent);
  await enter(toldConfig, browser);
  const tokens = await enter(config, browser);
  heard.length = 0;
  const url = openid.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://app.exemple.fr/parti',
    state: 'x',
  });
  const page = await browser.visit(url);
  assert.match(page.text, /Voulez-vous aussi fermer votre session/);
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/app\.exemple\.fr/);
  const { location } = await browser.submit(page, { logout: 'yes' });
  assert.equal(location, 'https://app.exemple.fr/parti?state=x');
  assert.equal(heard.length, 1);
  assert.equal((await browser.send(`${it.origin}/api/me`)).status, 401, 'the session here is closed too');
});

test('lets the person stay when only one application is left', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const browser = await browserOf(it, agent);
  const tokens = await enter(config, browser);
  const page = await browser.visit(openid.buildEndSessionUrl(config, { id_token_hint: tokens.id_token ?? '' }));
  assert.match((await browser.submit(page)).text, /Vous avez quitté Application d’essai/);
  assert.equal((await browser.send(`${it.origin}/api/me`)).status, 200);
  await assert.rejects(openid.fetchUserInfo(config, tokens.access_token, agent.id));
});

test('gives each application an identifier of its own where it asks for one', async () => {
  const [one, two] = [await makeApplication(it, commune, { subject: 'pairwise' }), await makeApplication(it, commune, { subject: 'pairwise' })];
  const browser = await browserOf(it, agent);
  const subjects = [(await enter(await discover(it, one), browser)).claims()?.sub, (await enter(await discover(it, two), browser)).claims()?.sub];
  assert.equal(new Set([...subjects, agent.id]).size, 3);
  assert.equal((await enter(await discover(it, one), await browserOf(it, agent))).claims()?.sub, subjects[0], 'the same at each entry');
});

test('sends to the door again whoever signed in too long ago, or must prove it anew', async () => {
  const config = await discover(it, await makeApplication(it, commune));
  const browser = await browserOf(it, agent);
  await asOwner(it, (client) => client.query(`update people.session set proven_at = proven_at - interval '1 hour' where person_id = $1`, [agent.id]));
  assert.equal(errorIn(await browser.visit((await start(config, { max_age: '7200', prompt: 'none' })).url)), null);
  for (const again of [{ max_age: '60' }, { prompt: 'login' }]) {
    const started = await start(config, again);
    const door = await browser.visit(started.url);
    assert.match(door.location ?? '', /\/compte\/confirmer\?/);
    const back = `${it.origin}${new URL(door.location ?? '').searchParams.get('retour')}`;
    assert.match((await browser.visit(back)).location ?? '', /\/compte\/confirmer\?/, 'not passed by coming back');
    await asOwner(it, (client) =>
      client.query(`update people.session set proven_at = $2 where person_id = $1`, [agent.id, new Date().toISOString()]),
    );
    const tokens = await finish(config, started, (await browser.visit(back)).location);
    assert.ok(Math.abs((tokens.claims()?.auth_time ?? 0) - Date.now() / 1000) < 60);
    await asOwner(it, (client) =>
      client.query(`update people.session set proven_at = proven_at - interval '1 hour' where person_id = $1`, [agent.id]),
    );
  }
});

test('asks for a second factor where the application or the request does, and says which level was reached', async () => {
  const level = 'https://refeds.org/profile/mfa';
  const strict = await discover(it, await makeApplication(it, commune, { asksSecondFactor: true }));
  const config = await discover(it, await makeApplication(it, commune));
  const browser = await browserOf(it, agent);
  for (const [one, more] of [
    [strict, {}],
    [config, { acr_values: level }],
    [config, { claims: JSON.stringify({ id_token: { acr: { essential: true, value: level } } }) }],
  ] as const) {
    assert.match((await browser.visit((await start(one, more)).url)).location ?? '', /\/compte\/confirmer\?/);
    assert.equal(errorIn(await browser.visit((await start(one, { ...more, prompt: 'none' })).url)), 'login_required');
  }
  const started = await start(strict);
  const door = await browser.visit(started.url);
  await browser.signIn(agent);
  await asOwner(it, (client) => client.query(`update people.session set methods = '{pwd,otp,mfa}' where person_id = $1`, [agent.id]));
  const back = `${it.origin}${new URL(door.location ?? '').searchParams.get('retour')}`;
  const claims = (await finish(strict, started, (await browser.visit(back)).location)).claims();
  assert.deepEqual([claims?.['acr'], claims?.['amr']], [level, ['pwd', 'otp', 'mfa']]);
  const asked = (await enter(config, browser, { acr_values: 'eidas1' })).claims();
  assert.equal(asked?.['acr'], 'eidas1', 'the level that was asked, though more was proven');
});

test('lets an application prove itself by a key, and answer as a signed token', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  published = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const application = await makeApplication(it, commune, {
    authMethod: 'private_key_jwt',
    jwksUri: `${listenerUrl}jwks`,
    isInternal: true,
    signsUserinfo: true,
  });
  const config = await discover(it, application, openid.PrivateKeyJwt({ key: privateKey, kid: 'k1' }));
  const tokens = await enter(config, await browserOf(it, agent));
  const answer = await fetch(`${it.issuer}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  assert.match(answer.headers.get('content-type') ?? '', /application\/jwt/);
  assert.equal(decodeJwt(await answer.text()).sub, agent.id);
});

test('serves an application without a secret on the person’s own machine, on any port, asking each time', async () => {
  const application = await makeApplication(it, commune, { authMethod: 'none', isNative: true, redirectUris: ['http://127.0.0.1/retour'] });
  const config = await discover(it, application, openid.None());
  const browser = await browserOf(it, agent);
  const started = await start(config, { redirect_uri: 'http://127.0.0.1:51234/retour' });
  const question = await browser.visit(started.url);
  assert.match(question.text, /Vous entrez pour/);
  const { location } = await browser.submit(question, { decision: 'enter' });
  assert.match(location ?? '', /^http:\/\/127\.0\.0\.1:51234\/retour\?code=/);
  assert.equal((await finish(config, started, location)).claims()?.sub, agent.id);
});

test('answers pages of other sites that are applications, and no others', async () => {
  const application = await makeApplication(it, commune, { authMethod: 'none' });
  const config = await discover(it, application, openid.None());
  const started = await start(config);
  const { location } = await (await browserOf(it, agent)).visit(started.url);
  const code = new URL(location ?? '').searchParams.get('code') ?? '';
  const exchange = (origin: string) =>
    fetch(`${it.issuer}/token`, {
      method: 'POST',
      headers: { origin, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: RETURN,
        client_id: application.id,
        code_verifier: started.verifier,
      }),
    });
  const foreign = await exchange('https://ailleurs.exemple.net');
  assert.notEqual(foreign.headers.get('access-control-allow-origin'), 'https://ailleurs.exemple.net');
  const own = await exchange('https://app.exemple.fr');
  assert.equal(own.headers.get('access-control-allow-origin'), 'https://app.exemple.fr');
});
