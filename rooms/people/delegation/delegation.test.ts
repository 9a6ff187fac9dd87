// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '../room.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '../testing.ts';

const OVER_PEOPLE = ['people.read', 'people.administer'];

let it: TestHouse;
let operator: TestBody;
let epci: TestBody;
let tresses: TestBody;
let croignon: TestBody;
/** Another EPCI's commune, which the operator does not serve. */
let outside: TestBody;
let ofOperator: Caller;
let ofEpci: Caller;
let ofTresses: Caller;

before(async () => {
  it = await openTestHouse([organisations, people], { seed: nationalRegister });
  await openOperator(it.house, { slug: 'operateur-essai', name: 'Opérateur d’essai', kind: 'syndicat' });
  const body = async (slug: string): Promise<TestBody> => {
    const { rows } = await asOwner(it, (client) => client.query<TestBody>('select id, slug, name from organisations.body where slug = $1', [slug]));
    const [found] = rows;
    assert.ok(found, slug);
    return found;
  };
  operator = await body('operateur-essai');
  epci = await body('cc-les-coteaux-bordelais-243301355');
  [tresses, croignon, outside] = [await body('tresses-33535'), await body('croignon-33141'), await body('libourne-33243')];
  await asOwner(it, (client) =>
    client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, gen_random_uuid(), $2, '2020-01-01', 'essai', now())`,
      [operator.id, epci.id],
    ),
  );
  ofOperator = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['administrator'] }]));
  ofEpci = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['body-administrator'] }]));
  ofTresses = await signedIn(it.app, await makePerson(it, [{ in: tresses, roles: ['body-administrator'] }]));
});
beforeEach(() => asOwner(it, (client) => client.query('truncate people.delegation')));
after(() => it.close());

type Grant = { parent?: { by: string; id: string } | null; delegate: TestBody; administered: TestBody; [name: string]: unknown };

async function grant(
  call: Caller,
  from: TestBody,
  { delegate, administered, ...rest }: Grant,
): Promise<{ status: number; id: string; code: string }> {
  const payload = {
    parent: null,
    covers: 'body',
    permissions: OVER_PEOPLE,
    roles: [],
    mayDelegate: false,
    beginsOn: '2026-11-01',
    endsOn: null,
    ...rest,
    delegate: delegate.id,
    administered: administered.id,
  };
  const response = await call({ method: 'POST', url: `/api/o/${from.slug}/people/delegations`, payload });
  return { status: response.statusCode, ...response.json<{ id: string; code: string }>() };
}

const revoke = async (call: Caller, from: TestBody, id: string): Promise<number> =>
  (await call({ method: 'POST', url: `/api/o/${from.slug}/people/delegations/${id}/revoke` })).statusCode;
const opens = async (call: Caller, body: TestBody): Promise<boolean> =>
  (await call({ url: `/api/o/${body.slug}/people/mandates` })).statusCode === 200;
const codeOf = async (call: Caller, body: TestBody, roles: string[]): Promise<string> => {
  const email = `x${Math.random().toString(36).slice(2)}@commune.exemple`;
  const payload = { givenName: 'Jo', familyName: 'Essai', email, kind: 'agent', title: 'Agent', roles, beginsOn: '2026-11-01', endsOn: null };
  const response = await call({ method: 'POST', url: `/api/o/${body.slug}/people/mandates`, payload });
  return response.statusCode === 200 ? 'opened' : response.json<{ code: string }>().code;
};

test('nobody of the operator or of the EPCI enters a commune before it is delegated', async () => {
  assert.deepEqual([await opens(ofOperator, tresses), await opens(ofEpci, tresses)], [false, false]);
});

test('the operator delegates an EPCI with its members, which then administers each of them, and nobody else', async () => {
  const given = await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members' });
  assert.equal(given.status, 200);
  assert.deepEqual([await opens(ofEpci, tresses), await opens(ofEpci, croignon), await opens(ofEpci, outside)], [true, true, false]);
  assert.equal(await opens(ofTresses, croignon), false);
});

test('only what is delegated opens, and only to those who hold it in their own body', async () => {
  await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members', permissions: ['people.read'] });
  assert.equal(await opens(ofEpci, tresses), true);
  assert.equal(await codeOf(ofEpci, tresses, ['agent']), 'platform.not-permitted');
  const agent = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['agent'] }]));
  assert.equal(await opens(agent, tresses), false);
});

test('a delegate gives the roles that the delegation names, not others, and none to themselves', async () => {
  await grant(ofOperator, operator, { delegate: operator, administered: operator, covers: 'territory', roles: ['secretary'] });
  assert.equal(await codeOf(ofOperator, tresses, ['secretary']), 'opened');
  assert.equal(await codeOf(ofOperator, tresses, ['body-dpo', 'president']), 'people.role-beyond-yours');
  const admin = await makePerson(it, [{ in: operator, roles: ['administrator'] }]);
  const call = await signedIn(it.app, admin);
  const payload = {
    givenName: 'Jo',
    familyName: 'Essai',
    email: admin.email,
    kind: 'agent',
    title: 'Agent',
    roles: ['secretary'],
    beginsOn: '2026-11-01',
  };
  const response = await call({ method: 'POST', url: `/api/o/${tresses.slug}/people/mandates`, payload: { ...payload, endsOn: null } });
  assert.equal(response.json<{ code: string }>().code, 'people.not-to-oneself');
});

test('the EPCI passes on to a commune what it may, and the chain falls as soon as a link above it is revoked', async () => {
  const given = await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members', mayDelegate: true });
  const parent = { by: operator.id, id: given.id };
  const passed = await grant(ofEpci, epci, { parent, delegate: tresses, administered: croignon });
  assert.equal(passed.status, 200);
  assert.equal(await opens(ofTresses, croignon), true);
  assert.equal(await revoke(ofOperator, operator, given.id), 204);
  assert.equal(await opens(ofTresses, croignon), false);
  assert.equal(await opens(ofEpci, croignon), false);
});

test('what is passed on can never be wider than what was received', async () => {
  const given = await grant(ofOperator, operator, {
    delegate: epci,
    administered: epci,
    covers: 'members',
    mayDelegate: true,
    permissions: ['people.read'],
    roles: ['agent'],
  });
  const parent = { by: operator.id, id: given.id };
  for (const [change, code] of [
    [{ permissions: OVER_PEOPLE }, 'people.delegation-narrower'],
    [{ permissions: ['people.read'], roles: ['secretary'] }, 'people.delegation-narrower'],
    [{ permissions: ['people.read'], administered: outside }, 'people.delegation-beyond-territory'],
    [{ permissions: ['people.read'], delegate: outside }, 'people.delegate-out-of-reach'],
    [{ permissions: ['people.read'], administered: epci, covers: 'territory' }, 'people.delegation-beyond-territory'],
    [{ permissions: ['people.read'], parent: null }, 'people.delegation-not-allowed'],
    [{ permissions: ['people.read-outbox'] }, 'people.permission-not-delegable'],
    [{ permissions: ['people.read'], parent: { by: operator.id, id: croignon.id } }, 'people.delegation-unknown'],
  ] as const)
    assert.equal(
      (await grant(ofEpci, epci, { parent, delegate: tresses, administered: croignon, ...change } as Grant)).code,
      code,
      JSON.stringify(change),
    );
});

test('an EPCI that may not pass on cannot, and a fourth link is refused', async () => {
  const given = await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members' });
  const parent = { by: operator.id, id: given.id };
  assert.equal((await grant(ofEpci, epci, { parent, delegate: tresses, administered: croignon })).code, 'people.delegation-not-allowed');
  const wide = await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members', mayDelegate: true });
  const second = await grant(ofEpci, epci, {
    parent: { by: operator.id, id: wide.id },
    delegate: tresses,
    administered: croignon,
    mayDelegate: true,
  });
  const third = await grant(ofTresses, tresses, {
    parent: { by: epci.id, id: second.id },
    delegate: tresses,
    administered: croignon,
    mayDelegate: true,
  });
  assert.deepEqual([second.status, third.code], [200, 'people.delegation-too-deep']);
});

test('an operator delegates in its territory only', async () => {
  for (const [change, code] of [
    [{ administered: outside, delegate: epci }, 'people.delegation-beyond-territory'],
    [{ administered: tresses, delegate: outside }, 'people.delegate-out-of-reach'],
    [{ administered: tresses, delegate: epci, covers: 'members' }, 'people.delegation-beyond-territory'],
    [{ administered: tresses, delegate: epci, roles: ['administrator'] }, 'people.role-not-delegable'],
    [{ administered: tresses, delegate: epci, beginsOn: '2026-11-02', endsOn: '2026-11-01' }, 'people.ends-before-beginning'],
  ] as const)
    assert.equal((await grant(ofOperator, operator, change as unknown as Grant)).code, code);
});

test('a commune that leaves the EPCI, or an EPCI that leaves the territory, is no longer administered', async () => {
  await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members' });
  const member = [epci.id, croignon.id];
  await asOwner(it, (client) =>
    client.query(`update organisations.membership set until_on = '2026-11-21' where epci_id = $1 and member_id = $2`, member),
  );
  assert.deepEqual([await opens(ofEpci, croignon), await opens(ofEpci, tresses)], [false, true]);
  await asOwner(it, (client) => client.query(`update organisations.membership set until_on = null where epci_id = $1 and member_id = $2`, member));
  await asOwner(it, (client) =>
    client.query(`update organisations.territory_part set until_on = '2026-11-21' where organisation_id = $1`, [operator.id]),
  );
  assert.equal(await opens(ofEpci, tresses), false);
  await asOwner(it, (client) => client.query(`update organisations.territory_part set until_on = null where organisation_id = $1`, [operator.id]));
});

test('opens from its first day to its last', async () => {
  await grant(ofOperator, operator, { delegate: epci, administered: tresses, beginsOn: '2026-11-22' });
  assert.equal(await opens(ofEpci, tresses), false);
  await asOwner(it, (client) => client.query(`update people.delegation set begins_on = '2026-11-01', ends_on = '2026-11-20'`));
  assert.equal(await opens(ofEpci, tresses), false);
  await asOwner(it, (client) => client.query(`update people.delegation set ends_on = '2026-11-21'`));
  assert.equal(await opens(ofEpci, tresses), true);
});

test('each body sees what concerns it, and only the one that granted revokes', async () => {
  const given = await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members', mayDelegate: true });
  await grant(ofEpci, epci, { parent: { by: operator.id, id: given.id }, delegate: tresses, administered: croignon });
  const seen = async (call: Caller, body: TestBody, way: string): Promise<number> =>
    (await call({ url: `/api/o/${body.slug}/people/delegations?way=${way}` })).json<{ total: number }>().total;
  assert.deepEqual(
    [await seen(ofOperator, operator, 'granted'), await seen(ofEpci, epci, 'granted'), await seen(ofEpci, epci, 'received')],
    [2, 1, 1],
  );
  assert.deepEqual([await seen(ofTresses, tresses, 'received'), await seen(ofTresses, tresses, 'over-us')], [1, 1]);
  assert.equal(await revoke(ofEpci, epci, given.id), 404);
  assert.deepEqual([await revoke(ofOperator, operator, given.id), await revoke(ofOperator, operator, given.id)], [204, 409]);
});

test('finds by name, among hundreds, the bodies that one administers by delegation, and says what opens there', async () => {
  const search = async (call: Caller, q: string): Promise<string[]> =>
    (await call({ url: `/api/me/delegated-bodies?q=${q}` })).json<{ rows: { slug: string }[] }>().rows.map(({ slug }) => slug);
  const delegates = async (call: Caller): Promise<boolean> => (await call({ url: '/api/me' })).json<{ delegates: boolean }>().delegates;
  assert.deepEqual([await search(ofEpci, ''), await delegates(ofEpci)], [[], false]);
  await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members' });
  assert.deepEqual([await search(ofEpci, 'cro'), await search(ofEpci, 'libourne'), await delegates(ofEpci)], [['croignon-33141'], [], true]);
  const place = (await ofEpci({ url: '/api/me/bodies/croignon-33141' })).json<{ permissions: string[]; through: string[] }>();
  assert.deepEqual([place.permissions, place.through], [['people.administer', 'people.read'], [epci.name]]);
  for (const slug of ['libourne-33243', 'nulle-part'])
    assert.equal((await ofEpci({ url: `/api/me/bodies/${slug}` })).json<{ code: string }>().code, 'people.body-not-reached');
});

test('says what may be delegated', async () => {
  const choices = async (call: Caller, body: TestBody) =>
    (await call({ url: `/api/o/${body.slug}/people/delegations/choices` })).json<{ isOperator: boolean; choices: { bodies: unknown[] }[] }>();
  assert.deepEqual([(await choices(ofOperator, operator)).isOperator, (await choices(ofEpci, epci)).choices], [true, []]);
  await grant(ofOperator, operator, { delegate: epci, administered: epci, covers: 'members', mayDelegate: true });
  assert.equal((await choices(ofEpci, epci)).choices[0]?.bodies.length, 9);
});
