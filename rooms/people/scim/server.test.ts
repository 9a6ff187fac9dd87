// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
let other: TestBody;
let token: string;
let otherToken: string;
let reader: string;
let chief: TestPerson;
let turn = 0;
before(async () => {
  it = await openTestHouse([organisations, people]);
  [commune, other] = [await makeBody(it), await makeBody(it)];
  chief = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  await setEmail(chief);
  token = await tokenOf(chief, commune, 'people.provision');
  reader = await tokenOf(chief, commune, 'people.read');
  otherToken = await tokenOf(await makePerson(it, [{ in: other, roles: ['body-administrator'] }]), other, 'people.provision');
});
after(() => it.close());

type Answer = {
  id: string;
  userName: string;
  active: boolean;
  displayName: string;
  title: string;
  detail: string;
  scimType?: string;
  status: string;
  totalResults: number;
  itemsPerPage: number;
  name: { givenName: string; familyName: string };
  Resources: Answer[];
  Operations: { status: string; bulkId?: string; location?: string; response?: Answer }[];
  members?: { value: string }[];
  groups?: { value: string }[];
  meta: { version: string; location: string };
};
type More = {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET';
  payload?: unknown;
  token?: string;
  in?: TestBody;
  headers?: Record<string, string>;
};

async function tokenOf(person: TestPerson, body: TestBody, permission: string): Promise<string> {
  const call = await signedIn(it.app, person);
  const drawn = await call({
    method: 'POST',
    url: `/api/o/${body.slug}/people/api-tokens`,
    payload: { label: 'Annuaire', permissions: [permission] },
  });
  assert.equal(drawn.statusCode, 200, drawn.body);
  return drawn.json<{ token: string }>().token;
}
const setEmail = ({ id, email }: TestPerson) =>
  asOwner(it, (db) => db.query('update people.mandate set email = $2 where person_id = $1', [id, email]));
const ask = async (url: string, more: More = {}): Promise<{ status: number; body: Answer; raw: LightMyRequestResponse }> => {
  const raw = await it.app.inject({
    method: more.method ?? 'GET',
    url: `/o/${(more.in ?? commune).slug}/scim/v2${url}`,
    headers: { authorization: `Bearer ${more.token ?? token}`, 'content-type': 'application/scim+json', ...more.headers },
    ...(more.payload !== undefined && { payload: typeof more.payload === 'string' ? more.payload : JSON.stringify(more.payload) }),
  });
  return { status: raw.statusCode, body: raw.body ? raw.json() : ({} as Answer), raw }; // an empty answer has no attribute to read
};
const someone = (more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: `agent-${++turn}@exemple.fr`,
  name: { givenName: 'Dominique', familyName: 'Essai' },
  ...more,
});
const create = async (more: object = {}): Promise<Answer> => {
  const { status, body } = await ask('/Users', { method: 'POST', payload: someone(more) });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const operations = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });

test('a directory opens a mandate of agent, and nothing more, whatever it asks for', async () => {
  const user = await create({ externalId: 'e-701984', title: 'Comptable', roles: [{ value: 'body-administrator' }], password: 't1meMa$heen' });
  assert.equal(user.active, true);
  const { rows } = await asOwner(it, (db) => db.query('select roles, title from people.mandate where id = $1', [user.id]));
  assert.deepEqual(rows, [{ roles: ['agent'], title: 'Comptable' }]);
  const { status, body, raw } = await ask(`/Users/${user.id}`);
  assert.equal(status, 200);
  assert.equal(body.meta.location, user.meta.location);
  assert.match(String(raw.headers['content-type']), /^application\/scim\+json/);
  assert.ok(!raw.body.includes('t1meMa'));
  const twice = await ask('/Users', { method: 'POST', payload: someone({ userName: user.userName.toUpperCase() }) });
  assert.deepEqual([twice.status, twice.body.scimType], [409, 'uniqueness']);
  const sameId = await ask('/Users', { method: 'POST', payload: someone({ externalId: 'e-701984' }) });
  assert.deepEqual([sameId.status, sameId.body.scimType], [409, 'uniqueness']);
});

test('the access of somebody who is signed in ends at their next request, and comes back without their former roles', async () => {
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  await setEmail(person);
  const call = await signedIn(it.app, person);
  const mandates = { url: `/api/o/${commune.slug}/people/mandates` };
  assert.equal((await call(mandates)).statusCode, 200);
  const [found] = (await ask(`/Users?filter=${encodeURIComponent(`userName eq "${person.email}"`)}`)).body.Resources;
  assert.ok(found);
  const matched = operations({ op: 'add', path: 'externalId', value: 'e-chef' });
  assert.equal((await ask(`/Users/${found.id}`, { method: 'PATCH', payload: matched })).status, 200);
  const okta = operations({ op: 'replace', value: { active: false } });
  assert.equal((await ask(`/Users/${found.id}`, { method: 'PATCH', payload: okta })).body.active, false);
  assert.equal((await call(mandates)).statusCode, 403);
  const entra = operations({ op: 'Replace', path: 'active', value: 'True' });
  assert.equal((await ask(`/Users/${found.id}`, { method: 'PATCH', payload: entra })).body.active, true);
  assert.equal((await call(mandates)).statusCode, 403, 'an agent reads no mandates');
  const { rows } = await asOwner(it, (db) => db.query('select roles from people.mandate where id = $1', [found.id]));
  assert.deepEqual(rows, [{ roles: ['agent'] }]);
});

test('whoever administers alone is not shut out, nor is their address changed', async () => {
  const [found] = (await ask(`/Users?filter=${encodeURIComponent(`userName eq "${chief.email}"`)}`)).body.Resources;
  assert.ok(found);
  const shut = await ask(`/Users/${found.id}`, { method: 'DELETE' });
  assert.equal(shut.status, 409);
  assert.match(shut.body.detail, /administre/);
  const stolen = await ask(`/Users/${found.id}`, {
    method: 'PATCH',
    payload: operations({ op: 'replace', path: 'userName', value: 'intrus@exemple.fr' }),
  });
  assert.deepEqual([stolen.status, stolen.body.scimType], [400, 'mutability']);
});

test('somebody deleted is unknown until the directory creates them again, as the same where it gives the same identifier', async () => {
  const user = await create({ externalId: 'e-42' });
  assert.equal((await ask(`/Users/${user.id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await ask(`/Users/${user.id}`)).status, 404);
  const again = await ask('/Users', { method: 'POST', payload: someone({ userName: user.userName, externalId: 'e-42' }) });
  assert.deepEqual([again.status, again.body.id, again.body.active], [201, user.id, true]);
});

test('a token opens its own body, with its permission, and nothing of another’s', async () => {
  const user = await create();
  assert.equal((await ask('/Users', { token: otherToken })).status, 403);
  assert.equal((await ask('/Users', { token: reader })).status, 403);
  assert.equal((await ask('/Users', { token: 'bft_inconnu-inconnu-inconnu' })).status, 401);
  for (const method of ['GET', 'DELETE'] as const)
    assert.equal((await ask(`/Users/${user.id}`, { method, token: otherToken, in: other })).status, 404);
  const group = await ask('/Groups', {
    method: 'POST',
    payload: { displayName: 'Ailleurs', members: [{ value: user.id }] },
    token: otherToken,
    in: other,
  });
  assert.equal(group.status, 400);
  // Known elsewhere or not, the answer is the same.
  const there = await ask('/Users', { method: 'POST', payload: someone({ userName: user.userName }), token: otherToken, in: other });
  assert.equal(there.status, 201);
  assert.equal((await ask('/Users', { token: otherToken, in: other })).body.totalResults, 1);
});

test('a group gains and loses members as Entra ID and RFC 7644 write it', async () => {
  const [one, two] = [await create(), await create()];
  const { status, body: group } = await ask('/Groups', { method: 'POST', payload: { displayName: 'Finances', members: [{ value: one.id }] } });
  assert.equal(status, 201);
  const added = await ask(`/Groups/${group.id}`, {
    method: 'PATCH',
    payload: operations({ op: 'Add', path: 'members', value: [{ value: two.id }] }),
  });
  assert.deepEqual(added.body.members?.map(({ value }) => value).toSorted(), [one.id, two.id].toSorted());
  assert.equal((await ask(`/Users/${two.id}`)).body.groups?.[0]?.value, group.id);
  const removed = await ask(`/Groups/${group.id}`, {
    method: 'PATCH',
    payload: operations({ op: 'remove', path: `members[value eq "${one.id}"]` }),
  });
  assert.deepEqual(
    removed.body.members?.map(({ value }) => value),
    [two.id],
  );
  assert.equal((await ask('/Groups', { method: 'POST', payload: { displayName: 'finances' } })).body.scimType, 'uniqueness');
  assert.equal((await ask(`/Groups/${group.id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await ask(`/Groups/${group.id}`)).status, 404);
});

test('a bulk makes a group of people that it makes after it, and stops at the failures that it allows', async () => {
  const payload = {
    Operations: [
      { method: 'POST', path: '/Groups', bulkId: 'ytrewq', data: { displayName: 'Tour Guides', members: [{ value: 'bulkId:qwerty' }] } },
      { method: 'POST', path: '/Users', bulkId: 'qwerty', data: someone() },
    ],
  };
  const { body } = await ask('/Bulk', { method: 'POST', payload });
  assert.deepEqual(
    body.Operations.map(({ status }) => status),
    ['201', '201'],
  );
  const failing = { method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'rien' } };
  const stopped = await ask('/Bulk', { method: 'POST', payload: { failOnErrors: 1, Operations: [failing, { ...failing, bulkId: 'b' }] } });
  assert.equal(stopped.body.Operations.length, 1);
  assert.equal(stopped.body.Operations[0]?.response?.scimType, 'invalidValue');
});

test('a version that is no more current is refused', async () => {
  const user = await create();
  const change = (version: string) =>
    ask(`/Users/${user.id}`, { method: 'PUT', headers: { 'if-match': version }, payload: someone({ userName: user.userName, title: 'Régisseur' }) });
  const changed = await change(user.meta.version);
  assert.equal(changed.status, 200);
  assert.notEqual(changed.body.meta.version, user.meta.version);
  assert.equal((await change(user.meta.version)).status, 412);
  assert.equal((await ask(`/Users/${user.id}`, { headers: { 'if-none-match': changed.body.meta.version } })).status, 304);
});

test('lists are cut in pages, sorted, and show what is asked for', async () => {
  for (const familyName of ['Zed', 'Abc', 'Mno']) await create({ name: { givenName: 'Page', familyName } });
  const filter = encodeURIComponent('name.givenName eq "Page"');
  const { body } = await ask(`/Users?filter=${filter}&sortBy=name.familyName&sortOrder=descending&startIndex=2&count=1&attributes=name.familyName`);
  assert.deepEqual([body.totalResults, body.itemsPerPage], [3, 1]);
  assert.deepEqual(body.Resources[0]?.name, { familyName: 'Mno' });
  assert.equal(body.Resources[0]?.userName, undefined);
  const searched = await ask('/Users/.search', { method: 'POST', payload: { filter: 'name.givenName eq "Page"', count: 0 } });
  assert.deepEqual([searched.body.totalResults, searched.body.Resources], [3, []]);
});

test('what is malformed is refused in French and in the form of the RFC', async () => {
  const wrong: [string, More, number, string | undefined][] = [
    ['/Users', { method: 'POST', payload: '{' }, 400, 'invalidSyntax'],
    ['/Users', { method: 'POST', payload: '[]' }, 400, 'invalidSyntax'],
    ['/Users', { method: 'POST', payload: '{}', headers: { 'content-type': 'text/plain' } }, 415, undefined],
    ['/Users', { method: 'POST', payload: { userName: 'rien' } }, 400, 'invalidValue'],
    ['/Users', { method: 'POST', payload: someone({ active: 'peut-être' }) }, 400, 'invalidValue'],
    ['/Users', { method: 'POST', payload: someone({ title: 'a\0b' }) }, 400, 'invalidValue'],
    ['/Users?filter=userName%20eq', {}, 400, 'invalidFilter'],
    [`/Users?filter=${encodeURIComponent(`userName eq "x" or 1=1; drop table people.mandate --`)}`, {}, 400, 'invalidFilter'],
    ['/Users?count=beaucoup', {}, 400, 'invalidValue'],
    ['/Users/nulle-part', {}, 404, undefined],
    ['/Me', {}, 501, undefined],
    ['/Rien', {}, 404, undefined],
  ];
  for (const [url, more, status, scimType] of wrong) {
    const answer = await ask(url, more);
    assert.deepEqual([answer.status, answer.body.scimType, answer.body.status], [status, scimType, String(status)], `${url} ${answer.raw.body}`);
    assert.ok(answer.body.detail.length > 10);
  }
});

test('the server says what it does', async () => {
  assert.equal((await ask('/ServiceProviderConfig')).status, 200);
  assert.equal((await ask('/ResourceTypes')).body.totalResults, 2);
  assert.equal((await ask('/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')).body.id, 'urn:ietf:params:scim:schemas:core:2.0:User');
});

test('an élu is not shown, and stays in the groups that the directory rewrites', async () => {
  const [user, elected] = [await create(), await create()];
  const { body: group } = await ask('/Groups', { method: 'POST', payload: { displayName: 'Bureau', members: [{ value: elected.id }] } });
  await asOwner(it, (db) => db.query(`update people.mandate set kind = 'elected', ends_on = '2032-03-01' where id = $1`, [elected.id]));
  assert.equal((await ask(`/Users/${elected.id}`)).status, 404);
  const put = await ask(`/Groups/${group.id}`, { method: 'PUT', payload: { displayName: 'Bureau', members: [{ value: user.id }] } });
  assert.deepEqual(
    put.body.members?.map(({ value }) => value),
    [user.id],
  );
  const { rows } = await asOwner(it, (db) => db.query('select mandate_id from people.group_member where group_id = $1', [group.id]));
  assert.equal(rows.length, 2);
});

test('what the database cannot keep is refused, not a fault of ours', async () => {
  const deep = `${'['.repeat(9_000)}${']'.repeat(9_000)}`;
  for (const kept of [deep, '"\\ud800"', '"\\u0000"']) {
    const { status, raw } = await ask('/Users', { method: 'POST', payload: `{"userName":"fond-${++turn}@exemple.fr","addresses":[${kept}]}` });
    assert.ok(status < 500, `${status} ${raw.body}`);
  }
});
