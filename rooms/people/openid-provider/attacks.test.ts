// SPDX-License-Identifier: EUPL-1.2
/** What is tried against an OpenID Provider (RFC 9700), one test for each attack. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { Browser, makeApplication, openListeningHouse, type OpenHouse, type TestApplication } from './testing.ts';
import { browserOf, discover, enter, errorIn, finish, RETURN, start } from './try-client.ts';

let it: OpenHouse;
let commune: TestBody;
let agent: TestPerson;
let application: TestApplication;
let config: openid.Configuration;
before(async () => {
  it = await openListeningHouse();
  commune = await makeBody(it);
});
beforeEach(async () => {
  agent = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  application = await makeApplication(it, commune);
  config = await discover(it, application);
});
after(() => it.close());

const basic = ({ id, secret }: TestApplication): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const post = (path: string, by: TestApplication, fields: Record<string, string>) =>
  fetch(`${it.issuer}${path}`, { method: 'POST', headers: { authorization: basic(by) }, body: new URLSearchParams(fields) });
const answer = async (response: Response) => (await response.json()) as Record<string, unknown>; // the protocol answers objects

async function codeFor(browser: Browser, more: Record<string, string> = {}) {
  const started = await start(config, more);
  const { location } = await browser.visit(started.url);
  return { started, location, code: new URL(location ?? '').searchParams.get('code') ?? '' };
}
const exchange = (by: TestApplication, code: string, verifier: string | undefined, redirect = RETURN) =>
  post('/token', by, { grant_type: 'authorization_code', code, redirect_uri: redirect, ...(verifier !== undefined && { code_verifier: verifier }) });

test('open redirect: only an address written exactly as registered is gone back to', async () => {
  const browser = await browserOf(it, agent);
  for (const address of [
    'https://mechant.exemple/retour',
    `${RETURN}/`,
    `${RETURN}/../autre`,
    `${RETURN}?x=1`,
    `${RETURN}#f`,
    `${RETURN}%0d%0aLocation:%20https://mechant.exemple`,
    'https://app.exemple.fr.mechant.exemple/retour',
    'https://mechant.exemple@app.exemple.fr/retour',
    'https://app.exemple.fr@mechant.exemple/retour',
    'https://app.exemple.fr\\@mechant.exemple/retour',
    'https://APP.exemple.fr/retour',
    'http://app.exemple.fr/retour',
    'https://app.exemple.fr:444/retour',
    '//mechant.exemple/retour',
    'javascript:alert(1)',
    '',
  ]) {
    const seen = await browser.visit((await start(config, { redirect_uri: address })).url);
    assert.deepEqual([address, seen.location, seen.status], [address, null, 400]);
    assert.doesNotMatch(seen.text, /href="[^"]*mechant/);
  }
});

test('open redirect: nor after signing out', async () => {
  const browser = await browserOf(it, agent);
  const { id_token: hint = '' } = await enter(config, browser);
  for (const address of ['https://mechant.exemple/', 'https://app.exemple.fr/parti/..', 'https://app.exemple.fr@mechant.exemple/parti']) {
    const seen = await browser.visit(openid.buildEndSessionUrl(config, { id_token_hint: hint, post_logout_redirect_uri: address }));
    assert.deepEqual([address, seen.status], [address, 400]);
  }
  const unnamed = await browser.visit(`${it.issuer}/session/end?post_logout_redirect_uri=${encodeURIComponent('https://mechant.exemple/')}`);
  const { location, text } = await browser.submit(unnamed, { logout: 'yes' });
  assert.equal(location, null);
  assert.match(text, /C’est fait/);
});

test('code replay: a code serves once, and its second use withdraws what the first gave', async () => {
  const { started, location, code } = await codeFor(await browserOf(it, agent));
  const tokens = await finish(config, started, location);
  assert.equal((await answer(await exchange(application, code, started.verifier)))['error'], 'invalid_grant');
  await assert.rejects(openid.fetchUserInfo(config, tokens.access_token, agent.id));
  await assert.rejects(openid.refreshTokenGrant(config, tokens.refresh_token ?? ''), { error: 'invalid_grant' });
});

test('code replay: of two uses at the same instant, one gives tokens at most', async () => {
  const { started, code } = await codeFor(await browserOf(it, agent));
  const answers = await Promise.all([1, 2, 3, 4].map(() => exchange(application, code, started.verifier)));
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
});

test('refresh replay: of two uses at the same instant, one gives tokens at most', async () => {
  const { refresh_token: refresh = '' } = await enter(config, await browserOf(it, agent));
  const answers = await Promise.all([1, 2, 3].map(() => post('/token', application, { grant_type: 'refresh_token', refresh_token: refresh })));
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
});

test('PKCE downgrade: no challenge, a plain one, no verifier, another verifier', async () => {
  const browser = await browserOf(it, agent);
  const without = (await start(config)).url;
  for (const name of ['code_challenge', 'code_challenge_method']) without.searchParams.delete(name);
  assert.equal(errorIn(await browser.visit(without)), 'invalid_request');
  assert.equal(errorIn(await browser.visit((await start(config, { code_challenge_method: 'plain' })).url)), 'invalid_request');
  const unsaid = (await start(config)).url;
  unsaid.searchParams.delete('code_challenge_method');
  assert.equal(errorIn(await browser.visit(unsaid)), 'invalid_request');
  for (const verifier of [undefined, '', openid.randomPKCECodeVerifier()]) {
    const { code } = await codeFor(browser);
    assert.equal((await answer(await exchange(application, code, verifier)))['error'], 'invalid_grant');
  }
});

test('PKCE downgrade: a verifier for a request that had no challenge, where the operator let one go without', async () => {
  const lax = await makeApplication(it, commune, { asksPkce: false });
  const url = (await start(await discover(it, lax))).url;
  for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name);
  const { location } = await (await browserOf(it, agent)).visit(url);
  const code = new URL(location ?? '').searchParams.get('code') ?? '';
  assert.equal((await answer(await exchange(lax, code, openid.randomPKCECodeVerifier())))['error'], 'invalid_grant');
});

test('mix-up: every answer says which provider gives it', async () => {
  const browser = await browserOf(it, agent);
  const entered = await browser.visit((await start(config)).url);
  const refused = await browser.visit((await start(config, { prompt: 'none', max_age: '0', acr_values: 'https://refeds.org/profile/mfa' })).url);
  for (const { location } of [entered, refused]) assert.equal(new URL(location ?? '').searchParams.get('iss'), it.issuer);
  assert.equal(config.serverMetadata().authorization_response_iss_parameter_supported, true);
});

test('code of another application, and its return address', async () => {
  const thief = await makeApplication(it, commune, { redirectUris: [RETURN, 'https://app.exemple.fr/autre'] });
  const browser = await browserOf(it, agent);
  const stolen = await codeFor(browser);
  assert.equal((await answer(await exchange(thief, stolen.code, stolen.started.verifier)))['error'], 'invalid_grant');
  const moved = await codeFor(browser);
  assert.equal(
    (await answer(await exchange(application, moved.code, moved.started.verifier, 'https://app.exemple.fr/autre')))['error'],
    'invalid_grant',
  );
});

test('token of another application: not introspected, not revoked, not renewed', async () => {
  const thief = await makeApplication(it, commune);
  const tokens = await enter(config, await browserOf(it, agent));
  assert.deepEqual(await answer(await post('/token/introspection', thief, { token: tokens.access_token })), { active: false });
  assert.deepEqual(await answer(await post('/token/introspection', thief, { token: tokens.refresh_token ?? '' })), { active: false });
  await post('/token/revocation', thief, { token: tokens.access_token });
  await post('/token/revocation', thief, { token: tokens.refresh_token ?? '' });
  assert.ok(await openid.fetchUserInfo(config, tokens.access_token, agent.id));
  const renewed = await post('/token', thief, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' });
  assert.equal((await answer(renewed))['error'], 'invalid_grant');
});

test('a wrong secret, none, or one withdrawn gets nothing', async () => {
  const { started, code } = await codeFor(await browserOf(it, agent));
  for (const by of [
    { ...application, secret: 'faux' },
    { ...application, secret: '' },
    { ...application, secret: 'kept by digest only' },
    { id: crypto.randomUUID(), secret: 'x' },
  ]) {
    const refused = await exchange(by, code, started.verifier);
    assert.ok([400, 401].includes(refused.status), by.secret);
    assert.match(String((await answer(refused))['error']), /^invalid_(client|request)$/);
  }
  await asOwner(it, (client) =>
    client.query(`update people.application_secret set ends_at = now() - interval '1 minute' where application_id = $1`, [application.id]),
  );
  assert.equal((await exchange(application, code, started.verifier)).status, 401);
});

test('an identity token is no access token, nor is a code or a refresh token', async () => {
  const tokens = await enter(config, await browserOf(it, agent));
  for (const token of [tokens.id_token, tokens.refresh_token]) {
    const refused = await fetch(`${it.issuer}/me`, { headers: { authorization: `Bearer ${token ?? ''}` } });
    assert.equal(refused.status, 401);
  }
});

test('alg none, and a signature by the public key: no such identity token is believed', async () => {
  const browser = await browserOf(it, agent);
  const { id_token: real = '' } = await enter(config, browser);
  const [, payload = ''] = real.split('.');
  const encode = (header: object): string => Buffer.from(JSON.stringify(header)).toString('base64url');
  const { kid } = decodeProtectedHeader(real);
  const keys = await (await fetch(`${it.issuer}/jwks`)).text();
  const forged = [
    `${encode({ alg: 'none' })}.${payload}.`,
    ...[keys, application.secret].map((key) => {
      const signed = `${encode({ alg: 'HS256', kid })}.${payload}`;
      return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
    }),
  ];
  for (const hint of forged) {
    assert.equal((await browser.visit(`${it.issuer}/session/end?id_token_hint=${hint}`)).status, 400);
    assert.equal(errorIn(await browser.visit((await start(config, { id_token_hint: hint, prompt: 'none' })).url)), 'invalid_request');
  }
  const metadata = await answer(await fetch(`${it.issuer}/.well-known/openid-configuration`));
  for (const [name, values] of Object.entries(metadata)) {
    if (name.endsWith('alg_values_supported') && Array.isArray(values)) assert.ok(!values.some((alg) => /^(none|HS)/.test(String(alg))), name);
  }
});

test('the identity token of another application does not sign out, nor send back', async () => {
  const thief = await makeApplication(it, commune, { postLogoutUris: ['https://mechant.exemple/'] });
  const browser = await browserOf(it, agent);
  const { id_token: hint = '' } = await enter(config, browser);
  const url = new URL(`${it.issuer}/session/end`);
  url.search = String(new URLSearchParams({ id_token_hint: hint, client_id: thief.id, post_logout_redirect_uri: 'https://mechant.exemple/' }));
  assert.equal((await browser.visit(url)).status, 400);
  assert.equal((await browser.send(`${it.origin}/api/me`)).status, 200);
});

test('CSRF: another site can neither agree, nor sign out, nor connect a device in the person’s name', async () => {
  const asking = await discover(it, await makeApplication(it, commune, { asksConsent: true }));
  const browser = await browserOf(it, agent);
  const question = await browser.visit((await start(asking)).url);
  const action = /action="([^"]*)"/.exec(question.text)?.[1] ?? '';
  const key = /name="key" value="([^"]*)"/.exec(question.text)?.[1] ?? '';
  const send = (address: string, fields: Record<string, string>, headers: Record<string, string>) =>
    browser.send(`${it.origin}${address}`, { method: 'POST', body: new URLSearchParams(fields), headers });
  const foreign = { origin: 'https://mechant.exemple', 'sec-fetch-site': 'cross-site' };
  const own = { origin: it.origin, 'sec-fetch-site': 'same-origin' };
  assert.equal((await send(action, { key, decision: 'enter' }, foreign)).status, 403);
  for (const forged of [{ decision: 'enter' }, { key: 'x', decision: 'enter' }, { key: key.split('').toReversed().join(''), decision: 'enter' }])
    assert.match((await send(action, forged, own)).text, /Demande échue/);
  assert.equal((await send('/oidc/session/end/confirm', { logout: 'yes' }, foreign)).status, 403);
  assert.equal((await send('/oidc/session/end/confirm', { logout: 'yes', xsrf: 'x' }, own)).status, 400);
  assert.equal((await send('/oidc/appareil', { user_code: 'BCDF-GHJK', confirm: 'yes' }, foreign)).status, 403);
  assert.equal((await browser.send(`${it.origin}/api/me`)).status, 200);
});

test('session fixation: a question begun in one browser cannot be answered in another', async () => {
  const asking = await discover(it, await makeApplication(it, commune, { asksConsent: true }));
  const attacker = new Browser(it.origin);
  const door = await attacker.visit((await start(asking)).url);
  const planted = `${it.origin}${new URL(door.location ?? '').searchParams.get('retour')}`;
  const victim = await browserOf(it, agent);
  assert.match((await victim.visit(planted)).text, /Demande échue/);
  // Nor does a cookie planted before signing in become a session.
  const cookies = new Map(attacker.cookies);
  const fresh = new Browser(it.origin);
  for (const [name, value] of cookies) fresh.cookies.set(name, value);
  await fresh.signIn(agent);
  await fresh.visit((await start(config)).url);
  assert.equal(errorIn(await attacker.visit((await start(config, { prompt: 'none' })).url)), 'login_required');
});

test('session fixation: another person in the same browser is not taken for the first', async () => {
  const next = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const browser = await browserOf(it, agent);
  assert.equal((await enter(config, browser)).claims()?.sub, agent.id);
  await browser.signIn(next);
  assert.equal((await enter(config, browser)).claims()?.sub, next.id);
});

test('clickjacking: no page may stand in a frame', async () => {
  const asking = await discover(it, await makeApplication(it, commune, { asksConsent: true, usesDevice: true }));
  const browser = await browserOf(it, agent);
  const { id_token: hint = '' } = await enter(config, browser);
  const pages = [
    await browser.visit((await start(asking)).url),
    await browser.visit(`${it.origin}/appareil`),
    await browser.visit(openid.buildEndSessionUrl(config, { id_token_hint: hint })),
    await browser.visit((await start(config, { redirect_uri: 'https://mechant.exemple/' })).url),
  ];
  for (const { headers, url } of pages) assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, url);
});

test('a technician who acts in somebody’s name opens no application', async () => {
  const browser = await browserOf(it, agent);
  const technician = await makePerson(it, [{ in: commune, roles: ['technician'] }]);
  await asOwner(it, async (client) => {
    const id = crypto.randomUUID();
    await client.query(
      `insert into people.support (organisation_id, id, helped_id, technician_id, person_id, reason, begun_at, ends_at)
       values ($1, $2, $1, $3, $4, 'Aider à retrouver un dossier', $5::timestamptz, $5::timestamptz + interval '1 hour')`,
      [commune.id, id, technician.id, agent.id, it.clock.now().toString()],
    );
    await client.query('update people.session set support_by = $1, support_id = $2 where person_id = $3', [commune.id, id, agent.id]);
  });
  const page = await browser.visit((await start(config)).url);
  assert.match(page.text, /Assistance en cours/);
  assert.equal(errorIn(await browser.submit(page, { decision: 'refuse' })), 'access_denied');
  assert.equal(errorIn(await browser.visit((await start(config, { prompt: 'none' })).url)), 'login_required');
});

test('claims asked one by one are no way around what the registry lets an application know', async () => {
  const narrow = await makeApplication(it, commune, { scopes: ['openid'] });
  const narrowed = await discover(it, narrow);
  const claims = JSON.stringify({ userinfo: { name: { essential: true }, roles: null }, id_token: { given_name: null } });
  const tokens = await enter(narrowed, await browserOf(it, agent), { scope: 'openid', claims });
  assert.equal(tokens.claims()?.['given_name'], undefined);
  const me = await openid.fetchUserInfo(narrowed, tokens.access_token, agent.id);
  assert.deepEqual([me.name, me['roles']], [undefined, undefined]);
});

test('many guesses of a user code are refused', async () => {
  const browser = await browserOf(it, agent);
  let seen = await browser.visit(`${it.origin}/appareil`);
  for (let guesses = 0; guesses < 20; guesses += 1) seen = await browser.submit(seen, {}, { user_code: 'BBBB-BBBB' });
  assert.match(seen.text, /n’est pas connu/);
  assert.equal((await browser.submit(seen, {}, { user_code: 'BBBB-BBBB' })).status, 429);
});

test('the Host header changes no address that the provider gives', async () => {
  const response = await it.app.inject({
    url: '/oidc/.well-known/openid-configuration',
    headers: { host: 'mechant.exemple', 'x-forwarded-host': 'mechant.exemple' },
  });
  assert.doesNotMatch(response.body, /mechant/);
});

test('a copy of the database holds no token, code or secret that could be used', async () => {
  const tokens = await enter(config, await browserOf(it, agent));
  const { code } = await codeFor(await browserOf(it, agent));
  const rows = await asOwner(it, async (client) => {
    const found: string[] = [];
    for (const table of ['openid_payload', 'application_entry', 'application_secret', 'openid_key', 'application'])
      found.push(...(await client.query<{ row: string }>(`select t::text as row from people.${table} t`)).rows.map(({ row }) => row));
    return found.join('\n');
  });
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  for (const secret of [tokens.access_token, tokens.refresh_token ?? '', code, application.secret])
    assert.ok(!rows.includes(secret) && !rows.includes(hex(secret)), 'in clear');
  assert.ok(!rows.includes('"d":'), 'no private key');
});
