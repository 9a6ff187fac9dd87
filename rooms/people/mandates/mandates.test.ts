// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people]);
});
after(() => it.close());

type Body = { id: string; code: string; fields: { path: string; says: string }[]; rows: Line[]; total: number };
type Answer = { status: number; body: Body };
type Line = { id: string; name: string; state: string; email: string | null };

const send = async (call: Caller, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<Answer> => {
  const response = await call({ method, url, ...(payload && { payload }) });
  return { status: response.statusCode, body: (response.body === '' ? {} : response.json()) as Body }; // each test reads what its own answer holds
};
const at = (body: TestBody, path = ''): string => `/api/o/${body.slug}/people/mandates${path}`;

const somebody = (change: object = {}) => ({
  givenName: 'Jo',
  familyName: 'Essai',
  email: `jo-${Math.random().toString(36).slice(2)}@commune.exemple`,
  kind: 'agent',
  title: 'Agent d’accueil',
  roles: ['agent'],
  beginsOn: '2026-11-01',
  endsOn: null,
  ...change,
});

async function administered(): Promise<{ commune: TestBody; person: TestPerson; admin: Caller; mandateId: string }> {
  const commune = await makeBody(it);
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const admin = await signedIn(it.app, person);
  const [mandate] = (await send(admin, 'GET', at(commune))).body.rows;
  assert.ok(mandate);
  return { commune, person, admin, mandateId: mandate.id };
}

test('opens a mandate for a newcomer, who appears under the name that the body entered', async () => {
  const { commune, admin } = await administered();
  const opened = await send(admin, 'POST', at(commune), somebody({ email: 'Nouvelle@Commune.exemple', familyName: 'Nouvelle' }));
  assert.equal(opened.status, 200);
  const page = await send(admin, 'GET', at(commune, '?q=nouvèlle&sort=name'));
  assert.deepEqual(
    page.body.rows.map(({ name, email, state }) => [name, email, state]),
    [['Jo Nouvelle', 'nouvelle@commune.exemple', 'current']],
  );
});

test('answers the same whether the address has an account or not, and shows neither the name nor the mandates known elsewhere', async () => {
  const { commune, admin } = await administered();
  const elsewhere = await makeBody(it, { name: 'Ailleurs' });
  const known = await makePerson(it, [{ in: elsewhere, roles: ['secretary'] }]);
  const answers = [];
  for (const email of [known.email, 'inconnue@commune.exemple']) {
    const opened = await send(admin, 'POST', at(commune), somebody({ email }));
    const read = await send(admin, 'GET', at(commune, `/${opened.body.id}`));
    answers.push(JSON.stringify([opened.status, Object.keys(opened.body), { ...read.body, id: '', email: '' }]));
  }
  assert.equal(answers[0], answers[1]);
  assert.doesNotMatch(answers[0] ?? '', /Ailleurs|Camille/);
});

test('the person of a known address serves the new body with the account that they have', async () => {
  const { commune, admin } = await administered();
  const elsewhere = await makeBody(it);
  const known = await makePerson(it, [{ in: elsewhere, roles: ['agent'] }]);
  const live = await signedIn(it.app, known);
  assert.equal((await live({ url: `/api/o/${commune.slug}/people/colleagues` })).statusCode, 403);
  await send(admin, 'POST', at(commune), somebody({ email: known.email.toUpperCase() }));
  assert.equal((await live({ url: `/api/o/${commune.slug}/people/colleagues` })).statusCode, 200);
});

test('two bodies that invite one newcomer at once find one person', async () => {
  const [one, other] = [await administered(), await administered()];
  const email = 'partagee@coteaux.exemple';
  await Promise.all([one, other].map(({ admin, commune }) => send(admin, 'POST', at(commune), somebody({ email }))));
  const { rows } = await asOwner(it, (client) => client.query('select distinct person_id from people.mandate where email = $1', [email]));
  assert.equal(rows.length, 1);
});

test('refuses the same person twice in one capacity, and lets an agent be elected too', async () => {
  const { commune, admin } = await administered();
  const input = somebody();
  await send(admin, 'POST', at(commune), input);
  const twice = await send(admin, 'POST', at(commune), input);
  assert.deepEqual([twice.status, twice.body.code, twice.body.fields[0]?.path], [409, 'people.already-serves', 'email']);
  const elected = { ...input, kind: 'elected', roles: ['elected'], title: 'Conseillère', beginsOn: '2026-03-22', endsOn: '2032-03-21' };
  assert.equal((await send(admin, 'POST', at(commune), elected)).status, 200);
});

test('refuses a role that opens what the giver does not hold', async () => {
  const commune = await makeBody(it);
  await asOwner(it, (client) =>
    client.query(
      `insert into people.role (organisation_id, id, key, name, permissions, changed_at, changed_by)
       values ($1, gen_random_uuid(), 'r-assistante', 'Assistante', '{people.read,people.administer}', now(), gen_random_uuid())`,
      [commune.id],
    ),
  );
  await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const assistant = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['r-assistante'] }]));
  for (const role of ['body-administrator', 'agent']) {
    const refused = await send(assistant, 'POST', at(commune), somebody({ roles: [role] }));
    assert.deepEqual([refused.status, refused.body.code, refused.body.fields[0]?.path], [403, 'people.role-beyond-yours', 'roles']);
  }
  assert.equal((await send(assistant, 'POST', at(commune), somebody({ roles: ['r-assistante'] }))).status, 200);
});

test('refuses roles of operators in a body that is none, and roles that do not exist', async () => {
  const { commune, admin } = await administered();
  for (const role of ['administrator', 'technician', 'maire', 'r-autre'])
    assert.equal((await send(admin, 'POST', at(commune), somebody({ roles: [role] }))).body.code, 'people.role-unknown', role);
});

test('a role of the operator is given in an operator, by who holds what it opens', async () => {
  const operator = await makeBody(it, { kind: 'syndicat' });
  await asOwner(it, (client) => client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [operator.id]));
  it.clock.advance({ minutes: 2 });
  const admin = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['administrator'] }]));
  assert.equal((await send(admin, 'POST', at(operator), somebody({ roles: ['technician'] }))).status, 200);
});

test('says beside the field what is wrong with the dates', async () => {
  const { commune, admin } = await administered();
  const elected = { kind: 'elected', roles: ['elected'] };
  for (const [change, code, field] of [
    [{ ...elected }, 'people.elected-needs-end', 'endsOn'],
    [{ ...elected, beginsOn: '2026-03-22', endsOn: '2046-03-22' }, 'people.elected-too-long', 'endsOn'],
    [{ endsOn: '2026-10-31' }, 'people.ends-before-beginning', 'endsOn'],
    [{ beginsOn: '0206-11-01' }, 'people.dates-out-of-reach', 'beginsOn'],
    [{ beginsOn: '2036-11-01' }, 'people.dates-out-of-reach', 'beginsOn'],
    [{ endsOn: '2926-11-01' }, 'people.dates-out-of-reach', 'endsOn'],
  ] as const) {
    const refused = await send(admin, 'POST', at(commune), somebody(change));
    assert.deepEqual([refused.status, refused.body.code, refused.body.fields[0]?.path], [422, code, field]);
  }
});

test('a role removed during a session opens nothing at the next request', async () => {
  const { commune, admin } = await administered();
  const person = await makePerson(it, [{ in: commune, roles: ['dgs'] }]);
  const live = await signedIn(it.app, person);
  assert.equal((await send(live, 'GET', at(commune))).status, 200);
  const line = (await send(admin, 'GET', at(commune))).body.rows.find(({ id }) => id !== undefined);
  assert.ok(line);
  const mandate = (await mandatesOf(person, commune))[0];
  const changed = await send(admin, 'PUT', at(commune, `/${mandate}`), somebody({ email: null, roles: ['agent'] }));
  assert.equal(changed.status, 204);
  assert.equal((await send(live, 'GET', at(commune))).status, 403);
});

test('a mandate that ends today opens the body until midnight in Paris, and nothing after, in an open session', async () => {
  const { commune, admin } = await administered();
  const person = await makePerson(it, [{ in: commune, roles: ['dgs'] }]);
  const live = await signedIn(it.app, person);
  const [mandate] = await mandatesOf(person, commune);
  const today = it.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate();
  assert.equal((await send(admin, 'POST', at(commune, `/${mandate}/end`), { endsOn: today.toString() })).status, 204);
  const midnight = today.add({ days: 1 }).toZonedDateTime('Europe/Paris').toInstant();
  const until = it.clock.now().until(midnight);
  it.clock.advance({ seconds: until.total('seconds') - 1 });
  const late = await signedIn(it.app, person);
  assert.equal((await send(late, 'GET', at(commune))).status, 200);
  it.clock.advance({ seconds: 1 });
  assert.equal((await send(late, 'GET', at(commune))).status, 403);
  assert.equal((await send(live, 'GET', at(commune))).status >= 401, true);
});

test('keeps the last administrator: neither ended, nor demoted, nor dated', async () => {
  const { commune, admin, mandateId } = await administered();
  const demoted = await send(admin, 'PUT', at(commune, `/${mandateId}`), somebody({ email: null, roles: ['agent'] }));
  assert.deepEqual([demoted.status, demoted.body.code], [409, 'people.last-administrator']);
  const dated = await send(
    admin,
    'PUT',
    at(commune, `/${mandateId}`),
    somebody({ email: null, roles: ['body-administrator'], endsOn: '2027-12-31' }),
  );
  assert.equal(dated.body.code, 'people.last-administrator');
  const ended = await send(admin, 'POST', at(commune, `/${mandateId}/end`), { endsOn: today() });
  assert.equal(ended.body.code, 'people.last-administrator');
  await send(admin, 'POST', at(commune), somebody({ roles: ['body-administrator'] }));
  assert.equal((await send(admin, 'POST', at(commune, `/${mandateId}/end`), { endsOn: today() })).status, 204);
});

test('of two administrators who remove each other at once, one stays', async () => {
  const { commune, admin, mandateId } = await administered();
  const second = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const other = await signedIn(it.app, second);
  const [theirs] = await mandatesOf(second, commune);
  const both = await Promise.all([
    send(admin, 'POST', at(commune, `/${theirs}/end`), { endsOn: '2026-11-20' }),
    send(other, 'POST', at(commune, `/${mandateId}/end`), { endsOn: '2026-11-20' }),
  ]);
  const { rows } = await asOwner(it, (client) =>
    client.query(`select from people.mandate where organisation_id = $1 and ends_on is null`, [commune.id]),
  );
  assert.equal(rows.length, 1, JSON.stringify(both));
});

test('reopens what was closed, only by who could give it', async () => {
  const { commune, admin } = await administered();
  const { id } = (await send(admin, 'POST', at(commune), somebody())).body;
  await send(admin, 'POST', at(commune, `/${id}/end`), { endsOn: '2026-11-10' });
  assert.equal((await send(admin, 'POST', at(commune, `/${id}/end`), { endsOn: '2026-11-10' })).body.code, 'people.mandate-ended');
  assert.equal((await send(admin, 'POST', at(commune, `/${id}/reopen`), { endsOn: null })).status, 204);
  assert.equal((await send(admin, 'POST', at(commune, `/${id}/reopen`), { endsOn: null })).body.code, 'people.mandate-not-ended');
});

test('a wrong address is corrected before anybody signed in, and never moves an account that someone uses', async () => {
  const { commune, admin } = await administered();
  const mistyped = somebody({ email: `faute-${Math.random()}@commune.exemple` });
  const { id } = (await send(admin, 'POST', at(commune), mistyped)).body;
  const right = await makePerson(it, []);
  await send(admin, 'PUT', at(commune, `/${id}`), { ...mistyped, email: right.email });
  assert.equal((await mandatesOf(right, commune)).length, 1);
  const other = await makePerson(it, []);
  await send(admin, 'PUT', at(commune, `/${id}`), { ...mistyped, email: other.email });
  assert.deepEqual([(await mandatesOf(right, commune)).length, (await mandatesOf(other, commune)).length], [1, 0]);
});

test('the mandate of another body does not exist here', async () => {
  const [here, there] = [await administered(), await administered()];
  for (const [method, path, payload] of [
    ['GET', '', undefined],
    ['PUT', '', somebody()],
    ['POST', '/end', { endsOn: '2026-11-20' }],
    ['POST', '/reopen', { endsOn: null }],
  ] as const) {
    const refused = await send(here.admin, method, at(here.commune, `/${there.mandateId}${path}`), payload);
    assert.deepEqual([refused.status, refused.body.code], [404, 'people.mandate-unknown']);
  }
});

const today = (): string => it.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();

async function mandatesOf(person: TestPerson, body: TestBody): Promise<string[]> {
  const { rows } = await asOwner(it, (client) =>
    client.query<{ id: string }>('select id from people.mandate where person_id = $1 and organisation_id = $2', [person.id, body.id]),
  );
  return rows.map(({ id }) => id);
}
