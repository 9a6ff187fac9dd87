// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { openApiDocument } from '#platform/http/openapi.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';
import { isToken, newToken } from './token-text.ts';

let it: TestHouse;
let commune: TestBody;
let other: TestBody;
let person: TestPerson;
let administrator: Caller;
before(async () => {
  it = await openTestHouse([organisations, people]);
  [commune, other] = [await makeBody(it), await makeBody(it)];
});
after(() => it.close());

const at = (path = '', body: TestBody = commune): string => `/api/o/${body.slug}/people/api-tokens${path}`;
const withAdministrator = async (): Promise<void> => {
  person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  administrator = await signedIn(it.app, person);
};
type Drawn = { id: string; token: string; expiresAt: string };
const draw = async (more: object = {}): Promise<Drawn> => {
  const response = await administrator({ method: 'POST', url: at(), payload: { label: 'Logiciel de paie', permissions: ['people.read'], ...more } });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
};
const read = async (token: string, body: TestBody = commune): Promise<number> =>
  (await it.app.inject({ url: `/api/o/${body.slug}/people/mandates`, headers: { authorization: `Bearer ${token}` } })).statusCode;
const until = async (says: string, isTrue: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 3_000; turn++) {
    if (await isTrue()) return;
    await setTimeout(20);
  }
  assert.fail(says);
};

test('a program reads what it was given, in its body and nowhere else', async () => {
  await withAdministrator();
  const { token } = await draw();
  assert.equal(await read(token), 200);
  assert.equal(await read(token, other), 403);
  const write = await it.app.inject({
    method: 'POST',
    url: `/api/o/${commune.slug}/people/groups`,
    payload: { name: 'Intrus', members: [] },
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(write.statusCode, 403, 'what it was not given');
  const own = await it.app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } });
  assert.equal(own.statusCode, 401, 'what is a person’s own');
});

test('a token tells one cut short or mistyped by its sum', () => {
  const token = newToken();
  assert.match(token, /^bft_[0-9a-f]{56}$/);
  assert.ok(isToken(token));
  for (const wrong of [token.slice(0, -1), token.replace('bft_', 'bfu_'), `${token}0`, token.replace(/.$/, (last) => (last === '0' ? '1' : '0'))])
    assert.equal(isToken(wrong), false);
});

test('an unknown, revoked or expired token is refused in the same words', async () => {
  await withAdministrator();
  const { id, token } = await draw({ days: 1 });
  const { token: short } = await draw({ days: 2 });
  assert.equal(await read(token), 200);
  assert.equal((await administrator({ method: 'DELETE', url: at(`/${id}`) })).statusCode, 204);
  await until('still open', async () => (await read(token)) === 401);
  assert.equal(await read(short), 200);
  it.clock.advance({ hours: 49 });
  assert.equal(await read(short), 401);
  const answers = await Promise.all(
    [token, short, newToken()].map(async (one) =>
      (await it.app.inject({ url: `/api/o/${commune.slug}/people/mandates`, headers: { authorization: `Bearer ${one}` } })).json<{ title: string }>(),
    ),
  );
  assert.equal(new Set(answers.map(({ title }) => title)).size, 1);
});

test('a token is never given what its maker does not hold, nor what no program may do', async () => {
  await withAdministrator();
  const dgs = await makePerson(it, [{ in: other, roles: ['agent'] }]);
  assert.equal((await (await signedIn(it.app, dgs))({ method: 'POST', url: at('', other), payload: {} })).statusCode, 403);
  const refused = async (permissions: string[]): Promise<string> =>
    (await administrator({ method: 'POST', url: at(), payload: { label: 'Essai', permissions } })).json<{ code: string }>().code;
  assert.equal(await refused(['people.administer-tokens']), 'people.token-not-for-programs');
  assert.equal(await refused(['rien.du-tout']), 'people.token-not-for-programs');
  await asOwner(it, (db) =>
    db.query(
      `insert into people.role (organisation_id, id, key, name, permissions, changed_at, changed_by)
       values ($1, gen_random_uuid(), 'body-administrator', 'Administration', '{people.administer-tokens}', now(), $2)`,
      [commune.id, person.id],
    ),
  );
  assert.equal(await refused(['people.read']), 'people.token-beyond-yours');
  await asOwner(it, (db) => db.query('delete from people.role where organisation_id = $1', [commune.id]));
});

test('a permission taken from the voucher is taken from the token at once, and comes back with it', async () => {
  await withAdministrator();
  const { id, token } = await draw();
  assert.equal(await read(token), 200);
  const give = (roles: string[]) => asOwner(it, (db) => db.query('update people.mandate set roles = $2 where person_id = $1', [person.id, roles]));
  await give(['agent']);
  await until('still open', async () => (await read(token)) === 403);
  const colleague = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  const { rows } = (await colleague({ url: at() })).json<{ rows: { id: string; state: string }[] }>();
  assert.equal(rows.find((row) => row.id === id)?.state, 'reduced');
  await give(['body-administrator']);
  await until('still shut', async () => (await read(token)) === 200);
});

test('when its voucher leaves, a token opens nothing until somebody else vouches for it', async () => {
  await withAdministrator();
  const { id, token } = await draw();
  const colleague = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  await asOwner(it, (db) => db.query(`update people.mandate set ends_on = '2020-02-01' where person_id = $1`, [person.id]));
  await until('still open', async () => (await read(token)) === 401);
  const { rows } = (await colleague({ url: at() })).json<{ rows: { id: string; state: string; voucher: string | null }[] }>();
  assert.deepEqual(
    rows.filter((row) => row.id === id).map(({ state, voucher }) => ({ state, voucher })),
    [{ state: 'unvouched', voucher: null }],
  );
  assert.equal((await colleague({ method: 'POST', url: at(`/${id}/voucher`), payload: {} })).statusCode, 204);
  await until('still shut', async () => (await read(token)) === 200);
});

test('a renewed token overlaps the former one for three days', async () => {
  await withAdministrator();
  const former = await draw();
  const renewed = (await administrator({ method: 'POST', url: at(`/${former.id}/renewal`), payload: {} })).json<Drawn>();
  assert.deepEqual([await read(former.token), await read(renewed.token)], [200, 200]);
  it.clock.advance({ hours: 73 });
  assert.deepEqual([await read(former.token), await read(renewed.token)], [401, 200]);
});

test('the API reference says which addresses a token opens', () => {
  const document = openApiDocument(it.house) as { paths: Record<string, Record<string, { security?: object[] }>> };
  assert.deepEqual(document.paths['/api/o/{organisation}/people/mandates']?.['get']?.security, [{ session: [] }, { token: [] }]);
  assert.deepEqual(document.paths['/api/o/{organisation}/people/api-tokens']?.['get']?.security, [{ session: [] }]);
});

test('the tokens of a body are another’s nowhere', async () => {
  await withAdministrator();
  const { id } = await draw();
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['body-administrator'] }]));
  assert.equal((await stranger({ url: at() })).statusCode, 403);
  assert.equal((await stranger({ method: 'DELETE', url: at(`/${id}`, other) })).statusCode, 404);
});
