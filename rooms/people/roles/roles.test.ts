// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '../testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people]);
});
after(() => it.close());

type Role = { key: string; name: string; permissions: string[]; proposed: string[]; holders: number; isChanged: boolean; mayGive: boolean };
type Page = { roles: Role[]; groups: { title: string; permissions: { name: string; label: string; isHeld: boolean }[] }[] };

async function place(): Promise<{ commune: TestBody; admin: Caller }> {
  const commune = await makeBody(it);
  return { commune, admin: await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }])) };
}
const at = (body: TestBody, path = ''): string => `/api/o/${body.slug}/people/roles${path}`;
const read = async (call: Caller, body: TestBody): Promise<Page> => (await call({ url: at(body) })).json<Page>();
const roleOf = async (call: Caller, body: TestBody, key: string): Promise<Role | undefined> =>
  (await read(call, body)).roles.find((role) => role.key === key);
const act = async (call: Caller, method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<string> => {
  const response = await call({ method, url, ...(payload && { payload }) });
  return response.statusCode < 300 ? 'done' : response.json<{ code: string }>().code;
};

test('a commune sees the roles of members, with French words for each permission under the title of its room', async () => {
  const { commune, admin } = await place();
  const { roles, groups } = await read(admin, commune);
  assert.equal(
    roles.some(({ key }) => key === 'technician'),
    false,
  );
  const labels = groups.flatMap(({ permissions }) => permissions.map(({ label }) => label));
  assert.ok(labels.includes('Composer les rôles de la collectivité'));
  assert.equal(
    labels.some((label) => label.includes('opérateur')),
    false,
    'what concerns operators alone is not offered',
  );
});

test('a change of a role holds for those who carry it, at their next request, and here only', async () => {
  const { commune, admin } = await place();
  const other = await place();
  const agent = await signedIn(
    it.app,
    await makePerson(it, [
      { in: commune, roles: ['agent'] },
      { in: other.commune, roles: ['agent'] },
    ]),
  );
  const opens = async (body: TestBody): Promise<number> => (await agent({ url: at(body) })).statusCode;
  assert.deepEqual([await opens(commune), await opens(other.commune)], [403, 403]);
  assert.equal(await act(admin, 'PUT', at(commune, '/agent'), { permissions: ['people.see-colleagues', 'people.read'] }), 'done');
  assert.deepEqual([await opens(commune), await opens(other.commune)], [200, 403]);
  assert.equal((await roleOf(admin, commune, 'agent'))?.isChanged, true);
  assert.equal(await act(admin, 'POST', at(commune, '/agent/reset')), 'done');
  assert.deepEqual([await opens(commune), (await roleOf(admin, commune, 'agent'))?.isChanged], [403, false]);
});

test('a body makes roles of its own, gives them, and deletes those that nobody carries', async () => {
  const { commune, admin } = await place();
  const added = await admin({ method: 'POST', url: at(commune), payload: { name: 'Accueil et état civil', permissions: ['people.read'] } });
  const { key } = added.json<{ key: string }>();
  assert.equal(key, 'r-accueil-et-etat-civil');
  const clerk = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: [key] }]));
  assert.equal((await clerk({ url: at(commune) })).statusCode, 200);
  assert.equal(await act(admin, 'DELETE', at(commune, `/${key}`)), 'people.role-in-use');
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-20' where $1 = any (roles)`, [key]));
  assert.equal(await act(admin, 'DELETE', at(commune, `/${key}`)), 'done');
  assert.equal(await act(admin, 'DELETE', at(commune, '/agent')), 'people.role-of-house');
});

test('refuses a name that another role has, accents and case forgiven', async () => {
  const { commune, admin } = await place();
  for (const name of ['secrétariat', 'Elu']) assert.equal(await act(admin, 'POST', at(commune), { name, permissions: [] }), 'people.role-name-taken');
  assert.equal(await act(admin, 'PUT', at(commune, '/agent'), { name: 'Autre nom', permissions: [] }), 'people.role-of-house');
});

test('nobody puts in a role what they do not hold, nor what does not concern the body', async () => {
  const { commune, admin } = await place();
  await act(admin, 'POST', at(commune), { name: 'Compose', permissions: ['people.compose-roles', 'people.read'] });
  const composer = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['r-compose'] }]));
  const wider = { permissions: ['people.compose-roles', 'people.read', 'people.administer'] };
  assert.equal(await act(composer, 'PUT', at(commune, '/r-compose'), wider), 'people.permission-beyond-yours');
  assert.equal(await act(composer, 'POST', at(commune), { name: 'Autre', ...wider }), 'people.permission-beyond-yours');
  for (const permission of ['organisations.edit-territory', 'people.nothing'])
    assert.equal(await act(admin, 'PUT', at(commune, '/agent'), { permissions: [permission] }), 'people.permission-unknown');
  assert.equal(await act(admin, 'PUT', at(commune, '/agent'), { permissions: [] }), 'done');
  assert.equal(await act(composer, 'POST', at(commune, '/agent/reset')), 'people.permission-beyond-yours');
});

test('a role can lose what its composer does not hold', async () => {
  const { commune, admin } = await place();
  await act(admin, 'POST', at(commune), { name: 'Compose', permissions: ['people.compose-roles'] });
  const composer = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['r-compose'] }]));
  const secretary = await roleOf(admin, commune, 'secretary');
  assert.ok(secretary);
  const fewer = secretary.permissions.slice(1);
  assert.equal(await act(composer, 'PUT', at(commune, '/secretary'), { permissions: fewer }), 'done');
});

test('the administrators cannot lock themselves out', async () => {
  const { commune, admin } = await place();
  assert.equal(await act(admin, 'PUT', at(commune, '/body-administrator'), { permissions: ['people.read'] }), 'people.nobody-left-to-administer');
  assert.equal((await admin({ url: at(commune) })).statusCode, 200);
  await act(admin, 'POST', at(commune), { name: 'Administration bis', permissions: ['people.administer'] });
  await makePerson(it, [{ in: commune, roles: ['r-administration-bis'] }]);
  assert.equal(await act(admin, 'PUT', at(commune, '/body-administrator'), { permissions: ['people.read'] }), 'done');
});
