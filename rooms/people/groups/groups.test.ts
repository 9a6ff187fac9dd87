// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { groupsOf, holdersOf, membersOfGroup } from '../api.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
let secretary: Caller;
before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it);
  secretary = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
});
after(() => it.close());

const at = (path = '', body = commune): string => `/api/o/${body.slug}/people/groups${path}`;
const job = { kind: 'job', name: 'test' } as const;

async function serving(body: TestBody, endsOn?: string): Promise<{ personId: string; mandateId: string }> {
  const person = await makePerson(it, [{ in: body, roles: ['agent'], ...(endsOn && { endsOn }) }]);
  const { rows } = await asOwner(it, (client) => client.query<{ id: string }>('select id from people.mandate where person_id = $1', [person.id]));
  return { personId: person.id, mandateId: rows[0]?.id ?? '' };
}

const keep = async (name: string, members: string[], id?: string) => {
  const response = await secretary({ method: id ? 'PUT' : 'POST', url: at(id ? `/${id}` : ''), payload: { name, description: '', members } });
  return response.statusCode === 204 ? { id, code: '' } : response.json<{ id: string; code: string }>();
};

test('a group holds those who serve the body, and other rooms read who of them serves today', async () => {
  const [here, gone] = [await serving(commune), await serving(commune, '2026-11-20')];
  const { id = '' } = await keep('Conseil municipal', [here.mandateId, gone.mandateId]);
  await inContext(it.house, { actor: job, organisation: commune.id }, async (ctx) => {
    assert.deepEqual(
      (await membersOfGroup(ctx, id)).map(({ personId }) => personId),
      [here.personId],
    );
    assert.deepEqual(await groupsOf(ctx, here.personId), [{ id, name: 'Conseil municipal' }]);
    assert.deepEqual(await groupsOf(ctx, gone.personId), []);
  });
  const { members } = (await secretary({ url: at(`/${id}`) })).json<{ members: { id: string; isCurrent: boolean }[] }>();
  assert.deepEqual(new Map(members.map((one) => [one.id, one.isCurrent])).get(gone.mandateId), false);
});

test('changes a group as a whole, and tells the other rooms', async () => {
  const [one, other] = [await serving(commune), await serving(commune)];
  const { id = '' } = await keep('Astreinte', [one.mandateId]);
  await keep('Astreinte d’hiver', [other.mandateId], id);
  const group = (await secretary({ url: at(`/${id}`) })).json<{ name: string; members: { id: string }[] }>();
  assert.deepEqual([group.name, group.members.map((member) => member.id)], ['Astreinte d’hiver', [other.mandateId]]);
  const { rowCount } = await asOwner(it, (client) =>
    client.query(`select from platform.audit_entry where what = 'people.group-changed' and about ->> 'groupId' = $1`, [id]),
  );
  assert.equal(rowCount, 2);
});

test('refuses a name that is taken, and somebody of another body', async () => {
  await keep('Élus', []);
  assert.equal((await keep('élus', [])).code, 'people.group-name-taken');
  const stranger = await serving(await makeBody(it));
  assert.equal((await keep('Étrangers', [stranger.mandateId])).code, 'people.member-unknown');
});

test('whoever is not in charge of groups reads them and changes none', async () => {
  const { id = '' } = await keep('Commission', []);
  const agent = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
  assert.equal((await agent({ url: at('?q=commission') })).json<{ total: number }>().total, 1);
  assert.equal((await agent({ method: 'DELETE', url: at(`/${id}`) })).statusCode, 403);
  assert.equal((await secretary({ method: 'DELETE', url: at(`/${id}`) })).statusCode, 204);
  assert.equal((await secretary({ url: at(`/${id}`) })).statusCode, 404);
});

test('finds colleagues by any word of their name or title, those of today only', async () => {
  const body = await makeBody(it);
  const admin = await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['body-administrator'] }]));
  await serving(body, '2026-11-20');
  const { rows } = (await admin({ url: `/api/o/${body.slug}/people/colleagues?q=essai%20fonct` })).json<{ rows: { name: string }[] }>();
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Camille Essai'],
  );
});

test('says who holds a permission today, as the body composed its roles', async () => {
  const body = await makeBody(it);
  const admin = await makePerson(it, [{ in: body, roles: ['body-administrator'] }]);
  await serving(body);
  const holders = await inContext(it.house, { actor: job, organisation: body.id }, (ctx) => holdersOf(ctx, 'people.administer'));
  assert.deepEqual(
    holders.map(({ personId }) => personId),
    [admin.id],
  );
});
