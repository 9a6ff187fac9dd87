// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as openid from 'openid-client';
import { makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { Browser, makeApplication, openListeningHouse, type OpenHouse, type TestApplication } from './testing.ts';

let it: OpenHouse;
let commune: TestBody;
let agent: TestPerson;
before(async () => {
  it = await openListeningHouse();
  commune = await makeBody(it, { name: 'Commune d’Essai', siren: '213301435' });
  agent = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
});
after(() => it.close());

const RETURN = 'https://app.exemple.fr/retour';

function discover(application: TestApplication, auth?: openid.ClientAuth): Promise<openid.Configuration> {
  return openid.discovery(new URL(it.issuer), application.id, application.secret, auth ?? openid.ClientSecretBasic(application.secret), {
    execute: [openid.allowInsecureRequests],
  });
}

type Started = { url: URL; verifier: string; state: string; nonce: string };
async function start(config: openid.Configuration, more: Record<string, string> = {}): Promise<Started> {
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: RETURN,
    scope: 'openid profile email organisation roles groups',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  });
  return { url, verifier, state, nonce };
}
const finish = (config: openid.Configuration, { verifier, state, nonce }: Started, location: string | null) =>
  openid.authorizationCodeGrant(config, new URL(location ?? ''), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce });

async function enter(config: openid.Configuration, browser: Browser, more: Record<string, string> = {}) {
  const started = await start(config, more);
  const { location } = await browser.visit(started.url);
  return finish(config, started, location);
}

async function browserOf(person: TestPerson): Promise<Browser> {
  const browser = new Browser(it.origin);
  await browser.signIn(person);
  return browser;
}

test('lets a person who is signed in enter an application without a question, and says who they are', async () => {
  const application = await makeApplication(it, commune);
  const config = await discover(application);
  const tokens = await enter(config, await browserOf(agent));
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
  const config = await discover(await makeApplication(it, commune));
  const started = await start(config);
  const browser = new Browser(it.origin);
  const door = await browser.visit(started.url);
  assert.match(door.location ?? '', /\/connexion\?retour=%2Foidc%2Fentrer%2F/);
  await browser.signIn(agent);
  const back = new URL(door.location ?? '').searchParams.get('retour');
  const { location } = await browser.visit(`${it.origin}${back}`);
  assert.equal((await finish(config, started, location)).claims()?.sub, agent.id);
});
