// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen } from '#simulators/proconnect/open-simulator.ts';
import { Browser, openListeningHouse, type OpenHouse } from '../../openid-provider/testing.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../../testing.ts';
import { service } from '../testing.ts';
import { answerTxtWith } from '../txt-records.ts';

const IDP = '0f1c7d7e-3c5b-4a55-9a60-7a1f5c0e8b11';
const SIRET = '21330535200014';

let it: OpenHouse;
let simulator: Awaited<ReturnType<typeof listen>>;
let body: TestBody;
let administrator: TestPerson;
let call: Caller;
const records = new Map<string, string[]>();

before(async () => {
  it = await openListeningHouse();
  simulator = await listen({ services: [service], identityProviders: [] });
  answerTxtWith(it.house, async (domain) => records.get(domain) ?? []);
  body = await makeBody(it, { name: 'Tresses-les-Essais', siren: SIRET.slice(0, 9) });
  administrator = await makePerson(it, [{ in: body, roles: ['body-administrator'] }]);
  call = await signedIn(it.app, administrator);
});
after(async () => {
  await simulator.close();
  await it?.close();
});

type Check = { key: string; isOk: boolean; mend: string | null };

async function checks(): Promise<Record<string, boolean>> {
  const response = await call({ url: `/api/o/${body.slug}/proconnect` });
  assert.equal(response.statusCode, 200, response.body);
  const { checks: all } = response.json<{ checks: Check[] }>();
  assert.ok(all.every(({ isOk, mend }) => isOk === (mend === null)));
  return Object.fromEntries(all.map(({ key, isOk }) => [key, isOk]));
}

test('says one by one what ProConnect requires and is missing, until nothing is', async () => {
  assert.deepEqual(await checks(), { domains: false, siret: false, people: false, claims: false, client: false, acr: true, https: false });
  const early = await call({ method: 'POST', url: `/api/o/${body.slug}/proconnect/client` });
  assert.deepEqual([early.statusCode, early.json().code], [409, 'people.relay-undeclared']);
  const declared = await call({
    method: 'PUT',
    url: `/api/o/${body.slug}/proconnect`,
    payload: { origin: 'https://fca.integ01.dev-agentconnect.fr', idpId: IDP, domains: ['exemple.fr'] },
  });
  assert.equal(declared.statusCode, 204, declared.body);
  records.set('exemple.fr', ['v=spf1 -all', `proconnect-identity-provider-${IDP.toUpperCase()}`]);
  assert.equal((await checks())['txt exemple.fr'], false, 'the identifier is another');
  records.set('exemple.fr', [`proconnect-identity-provider-${IDP}`]);
  await asOwner(it, async (client) => {
    await client.query('update people.mandate set email = $2 where person_id = $1', [administrator.id, administrator.email]);
    await client.query(
      `insert into organisations.fact (organisation_id, id, body_id, what, value, since_on, entered_at, entered_by, source)
       values ($1, $1, $1, 'siret', to_jsonb($2::text), '2026-01-01', now(), 'essai', 'hand')`,
      [body.id, SIRET],
    );
  });
  assert.deepEqual(await checks(), { 'txt exemple.fr': true, siret: true, people: true, claims: true, client: false, acr: true, https: false });
});

test('signs an agent in at ProConnect with the account of the body, and ProConnect finds nothing to say against it', async () => {
  const admitted = await call({ method: 'POST', url: `/api/o/${body.slug}/proconnect/client` });
  assert.equal(admitted.statusCode, 200, admitted.body);
  const { clientId, secret } = admitted.json<{ clientId: string; secret: string }>();
  assert.equal((await checks())['client'], true);
  // The registry takes no http address: the simulator takes the place of ProConnect behind its back.
  await asOwner(it, (client) =>
    client.query('update people.application set redirect_uris = $2, post_logout_uris = $3 where id = $1', [
      clientId,
      [`${simulator.world.issuer}/oidc-callback`],
      [`${simulator.world.issuer}/client/logout-callback`],
    ]),
  );
  assert.equal((await checks())['client'], false, 'an address that was changed shows');
  simulator.world.identityProviders = [
    {
      kind: 'openid',
      id: IDP,
      name: 'Tresses-les-Essais',
      domains: ['exemple.fr'],
      discoveryUrl: `${it.issuer}/.well-known/openid-configuration`,
      clientId,
      clientSecret: secret,
    },
  ];
  const browser = new Browser(it.origin, [simulator.world.origin]);
  await browser.signIn(administrator);
  const asked = new URL(`${simulator.world.issuer}/authorize`);
  asked.search = new URLSearchParams({
    response_type: 'code',
    client_id: service.clientId,
    redirect_uri: service.redirectUris[0] ?? '',
    scope: 'openid given_name usual_name email uid siret idp_id',
    state: 's'.repeat(40),
    nonce: 'n'.repeat(40),
    claims: JSON.stringify({ id_token: { amr: { essential: true } } }),
  }).toString();
  const door = await browser.visit(asked);
  const arrived = await browser.submit(door, {}, { email: administrator.email });
  assert.match(
    arrived.location ?? '',
    /\/connexion\/federation\/proconnect\/retour\?code=/,
    `${arrived.status} ${arrived.url} ${arrived.text.slice(0, 1500)}`,
  );
  const [session] = [...simulator.world.sessions.values()];
  assert.equal(session?.identity.acr, 'eidas1');
  assert.deepEqual(session?.identity.amr, ['pwd']);
  const { given_name: givenName, usual_name: usualName, email, siret, uid } = session?.identity.claims ?? {};
  assert.deepEqual([givenName, usualName, email, siret, uid], ['Camille', 'Essai', administrator.email, SIRET, administrator.id]);
});
