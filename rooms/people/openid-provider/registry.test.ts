// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';
import { applicationsFor } from './applications-for.ts';
import { checkRedirect } from './check-addresses.ts';

let it: TestHouse;
let commune: TestBody;
let operator: TestBody;
let administrator: Caller;
let operatorsAdministrator: Caller;
before(async () => {
  it = await openTestHouse([organisations, people]);
  [commune, operator] = [await makeBody(it, { name: 'Ambarès' }), await makeBody(it, { name: 'Syndicat mixte' })];
  await asOwner(it, (client) => client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [operator.id]));
  administrator = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  operatorsAdministrator = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['administrator'] }]));
});
after(() => it.close());

const plain = {
  name: 'Nuage',
  description: 'Fichiers de la commune',
  url: 'https://nuage.exemple.fr/',
  icon: 'folder',
  authMethod: 'client_secret_basic',
  jwksUri: null,
  isNative: false,
  redirectUris: ['https://nuage.exemple.fr/retour'],
  postLogoutUris: [],
  backchannelUri: null,
  scopes: ['openid', 'profile'],
  usesRefresh: false,
  usesDevice: false,
  subject: 'public',
  asksConsent: false,
  asksSecondFactor: false,
  asksPkce: true,
  signsUserinfo: false,
  isInternal: false,
  isForTerritory: false,
  roles: [],
  groupIds: [],
};
const at = (body: TestBody, rest = ''): string => `/api/o/${body.slug}/applications${rest}`;
const register = (call: Caller, body: TestBody, changes: object = {}) => call({ method: 'POST', url: at(body), payload: { ...plain, ...changes } });

test('registers an application, and says its secret once', async () => {
  const made = await register(administrator, commune);
  assert.equal(made.statusCode, 200);
  const { id, secret } = made.json<{ id: string; secret: string }>();
  assert.ok(secret.length >= 43, 'at least 256 bits');
  const read = await administrator({ url: at(commune, `/${id}`) });
  assert.equal(read.json().issuer, 'http://localhost:3000/oidc');
  assert.ok(!read.body.includes(secret));
  assert.equal(read.json().secrets[0].ending, secret.slice(-4));
  const list = await administrator({ url: at(commune, '?q=nuage') });
  assert.deepEqual(
    list.json().rows.map(({ name }: { name: string }) => name),
    ['Nuage'],
  );
  const found = await administrator({ url: '/api/me/search?q=nuage' });
  assert.equal(found.json().hits[0].href, `/o/${commune.slug}/applications/${id}`);
});

test('refuses what would open a hole, in words, beside the field', async () => {
  const refusals: [object, string, string][] = [
    [{ redirectUris: ['http://nuage.exemple.fr/retour'] }, 'people.application-loopback', 'redirectUris.0'],
    [{ redirectUris: ['http://localhost/retour'] }, 'people.application-loopback', 'redirectUris.0'],
    [{ redirectUris: [...plain.redirectUris, 'https://*.exemple.fr/retour'] }, 'people.application-wildcard', 'redirectUris.1'],
    [{ redirectUris: ['https://nuage.exemple.fr/a/../b'] }, 'people.application-wildcard', 'redirectUris.0'],
    [{ redirectUris: ['https://nuage.exemple.fr/retour#x'] }, 'people.application-address', 'redirectUris.0'],
    [{ redirectUris: ['https://a@nuage.exemple.fr/'] }, 'people.application-address', 'redirectUris.0'],
    [{ redirectUris: ['https:\\\\nuage.exemple.fr/'] }, 'people.application-address', 'redirectUris.0'],
    [{ redirectUris: ['javascript:alert(1)'] }, 'people.application-address', 'redirectUris.0'],
    [{ postLogoutUris: ['ftp://nuage.exemple.fr/'] }, 'people.application-address', 'postLogoutUris.0'],
    [{ url: 'http://nuage.exemple.fr/' }, 'people.application-address', 'url'],
    [{ backchannelUri: 'http://10.0.0.1/' }, 'people.application-address', 'backchannelUri'],
    [{ redirectUris: [] }, 'people.application-no-way-in', 'redirectUris'],
    [{ authMethod: 'private_key_jwt' }, 'people.application-keys-address', 'jwksUri'],
    [{ authMethod: 'none', asksPkce: false }, 'people.application-challenge', 'asksPkce'],
    [{ subject: 'pairwise', redirectUris: ['https://a.exemple.fr/', 'https://b.exemple.fr/'] }, 'people.application-hosts', 'subject'],
    [{ isForTerritory: true }, 'people.application-operator-only', 'isForTerritory'],
    [{ isInternal: true }, 'people.application-operator-only', 'isInternal'],
    [{ asksPkce: false }, 'people.application-operator-only', 'asksPkce'],
    [{ groupIds: [crypto.randomUUID()] }, 'people.application-group-unknown', 'groupIds.0'],
    [{ name: ' ' }, 'platform.invalid-input', 'name'],
  ];
  for (const [changes, code, field] of refusals) {
    const refused = (await register(administrator, commune, changes)).json();
    assert.deepEqual([refused.code, refused.fields?.[0]?.path], [code, field], JSON.stringify(changes));
  }
});

test('lets an operator open an application to its territory, keep it in its own network, and do without a challenge', async () => {
  const made = await register(operatorsAdministrator, operator, { isForTerritory: true, isInternal: true, asksPkce: false });
  assert.equal(made.statusCode, 200);
  const choices = (await operatorsAdministrator({ url: `/api/o/${operator.slug}/application-choices` })).json();
  assert.equal(choices.isOperator, true);
  assert.ok(choices.roles.some(({ key }: { key: string }) => key === 'accountant'));
});

test('admits the person’s own machine for an application installed there, and nothing else by http', async () => {
  const changes = { isNative: true, authMethod: 'none', redirectUris: ['http://127.0.0.1/retour', 'http://localhost/retour'] };
  const made = (await register(administrator, commune, changes)).json();
  assert.equal(made.secret, null);
  const refused = (await register(administrator, commune, { ...changes, redirectUris: ['http://192.168.1.2/retour'] })).json();
  assert.equal(refused.code, 'people.application-loopback');
});

test('replaces a secret with an overlap, and withdraws one at once', async () => {
  const { id, secret } = (await register(administrator, commune)).json();
  const drawn = (await administrator({ method: 'POST', url: at(commune, `/${id}/secrets`), payload: {} })).json();
  assert.notEqual(drawn.secret, secret);
  const listed = async () =>
    (await administrator({ url: at(commune, `/${id}`) })).json().secrets as { id: string; ending: string; endsAt: string | null }[];
  assert.equal((await listed()).length, 2);
  assert.equal((await listed()).find(({ ending }) => ending === secret.slice(-4))?.endsAt, drawn.formerEndsAt);
  await asOwner(it, (client) =>
    client.query(`update people.application_secret set ends_at = ends_at - interval '73 hours' where application_id = $1`, [id]),
  );
  const [left] = await listed();
  assert.equal((await listed()).length, 1);
  const withdraw = () => administrator({ method: 'DELETE', url: at(commune, `/${id}/secrets/${left?.id}`) });
  assert.equal((await withdraw()).statusCode, 204);
  assert.equal((await withdraw()).json().code, 'people.application-secret-unknown');
});

test('draws no secret for an application that has none', async () => {
  const { id } = (await register(administrator, commune, { authMethod: 'none' })).json();
  const refused = await administrator({ method: 'POST', url: at(commune, `/${id}/secrets`), payload: {} });
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'people.application-secretless']);
});

test('changes an application and closes it; a closed one is unknown', async () => {
  const { id } = (await register(administrator, commune)).json();
  const change = (name: string) => administrator({ method: 'PUT', url: at(commune, `/${id}`), payload: { ...plain, name } });
  assert.equal((await change('Nuage communal')).statusCode, 204);
  assert.equal((await administrator({ url: at(commune, `/${id}`) })).json().name, 'Nuage communal');
  assert.equal((await administrator({ method: 'DELETE', url: at(commune, `/${id}`) })).statusCode, 204);
  assert.equal((await change('Encore')).json().code, 'people.application-unknown');
  assert.equal((await administrator({ url: at(commune, `/${id}`) })).statusCode, 404);
});

test('one body’s applications are nobody else’s', async () => {
  const { id } = (await register(administrator, commune)).json();
  const other = await makeBody(it);
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['body-administrator', 'administrator'] }]));
  assert.equal((await stranger({ url: at(other, `/${id}`) })).json().code, 'people.application-unknown');
  assert.equal((await stranger({ method: 'DELETE', url: at(other, `/${id}`) })).json().code, 'people.application-unknown');
  assert.deepEqual((await stranger({ url: '/api/me/search?q=nuage' })).json().hits, []);
});

test('shows a person the applications that they may open, for which bodies', async () => {
  const epci = await makeBody(it);
  const member = await makeBody(it);
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.membership (epci_id, member_id, since_on) values ($1, $2, '2020-01-01')`, [epci.id, member.id]);
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, gen_random_uuid(), $2, '2020-01-01', 'essai', now())`,
      [operator.id, epci.id],
    );
  });
  const { id } = (await register(operatorsAdministrator, operator, { isForTerritory: true, name: 'Visio', roles: ['elected'] })).json();
  const tilesOf = (person: TestPerson) =>
    inContext(it.house, { actor: { kind: 'person', personId: person.id, name: '', sessionId: '' }, organisation: null, organisations: [] }, (ctx) =>
      applicationsFor(ctx),
    );
  const elected = await makePerson(it, [{ in: member, roles: ['elected'] }]);
  const tile = (await tilesOf(elected)).find((one) => one.id === id);
  assert.deepEqual([tile?.name, tile?.organisations, tile?.ownerId], ['Visio', [member.id], operator.id]);
  const agent = await makePerson(it, [{ in: member, roles: ['agent'] }]);
  assert.ok(!(await tilesOf(agent)).some((one) => one.id === id), 'not their role');
  const outside = await makePerson(it, [{ in: await makeBody(it), roles: ['elected'] }]);
  assert.ok(!(await tilesOf(outside)).some((one) => one.id === id), 'not of the territory');
});

test('no address that is admitted leads elsewhere than where it reads', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.string(),
        fc.string().map((tail) => `https://app.exemple.fr${tail}`),
      ),
      (text) => {
        try {
          checkRedirect(text, false, 'x');
        } catch {
          return;
        }
        const url = new URL(text);
        assert.equal(url.protocol, 'https:');
        assert.ok(text.startsWith(`https://${url.host}`) && !text.includes('#') && !text.includes('*') && url.username === '');
      },
    ),
    { numRuns: 500 },
  );
});
