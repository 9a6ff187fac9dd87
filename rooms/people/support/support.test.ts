// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let operator: TestBody;
let commune: TestBody;
let neighbour: TestBody;
let stranger: TestBody;
let technician: TestPerson;
let agent: TestPerson;
let administrator: TestPerson;

before(async () => {
  it = await openTestHouse([organisations, people]);
  [operator, commune, neighbour, stranger] = [
    await makeBody(it),
    await makeBody(it, { name: 'Salles-les-Tours' }),
    await makeBody(it),
    await makeBody(it),
  ];
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator values ($1, '2020-01-01')`, [operator.id]);
    for (const body of [commune, neighbour])
      await client.query(
        `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, $2, $3, '2020-01-01', 'test', now())`,
        [operator.id, uuidV7(), body.id],
      );
  });
  technician = await makePerson(it, [{ in: operator, roles: ['technician'] }]);
  agent = await makePerson(it, [
    { in: commune, roles: ['secretary', 'body-administrator'] },
    { in: neighbour, roles: ['secretary'] },
  ]);
  administrator = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
});
after(() => it.close());

/** A browser: it keeps the cookies that it is given. */
async function browser(person: TestPerson) {
  const jar = new Map<string, string>();
  const call = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const response = await it.app.inject({ ...options, cookies: Object.fromEntries(jar) });
    for (const { name, value } of response.cookies) {
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const opened = await call({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  assert.equal(opened.statusCode, 200);
  return { call, jar };
}

const asked = (more: Record<string, unknown> = {}): InjectOptions => ({
  method: 'POST',
  url: `/api/o/${operator.slug}/support`,
  payload: { body: commune.id, person: agent.id, reason: 'Paramétrage de la messagerie, appel n° 42', minutes: 30, ...more },
});
const begun = async (more: Record<string, unknown> = {}) => {
  // Two at one instant would stand in no order.
  it.clock.advance({ seconds: 1 });
  const own = await browser(technician);
  const response = await own.call(asked(more));
  assert.equal(response.statusCode, 200, response.body);
  return { ...own, id: response.json<{ id: string }>().id };
};
const codeOf = (response: LightMyRequestResponse): string => `${response.statusCode} ${response.json<{ code?: string }>().code}`;

test('a technician acts in the name of a person, in that body alone, and says so', async () => {
  const { call } = await begun();
  const me = (await call({ url: '/api/me' })).json();
  assert.equal(me.person.id, agent.id);
  assert.equal(me.supportedBy, 'Camille Essai');
  assert.equal(me.supportSecondsLeft, 30 * 60);
  assert.deepEqual(
    me.mandates.map(({ organisation }: { organisation: { id: string } }) => organisation.id),
    [commune.id],
  );
  assert.equal((await call({ url: `/api/o/${commune.slug}/assistance` })).statusCode, 200);
  assert.equal(codeOf(await call({ url: `/api/o/${neighbour.slug}/assistance` })), '403 platform.not-permitted');
  assert.equal(codeOf(await call({ url: `/api/o/${operator.slug}/support` })), '403 platform.not-permitted');
});

test('asks for a reason of ten characters, five minutes to four hours, and an hour unless said', async () => {
  const { call } = await browser(technician);
  for (const more of [{ reason: 'panne' }, { reason: '          panne           ' }, { minutes: 241 }, { minutes: 4 }, { minutes: 30.5 }])
    assert.equal((await call(asked(more))).statusCode, 400, JSON.stringify(more));
  const { endsAt } = (await call(asked({ minutes: undefined }))).json<{ endsAt: string }>();
  assert.equal(Temporal.Instant.from(endsAt).epochMilliseconds, it.clock.now().add({ minutes: 60 }).epochMilliseconds);
});

test('refuses a body outside the territory, a person who does not serve it, and oneself', async () => {
  const { call } = await browser(technician);
  assert.equal(codeOf(await call(asked({ body: stranger.id }))), '422 people.support-outside');
  assert.equal(codeOf(await call({ url: `/api/o/${operator.slug}/support/persons?body=${stranger.id}` })), '422 people.support-outside');
  const gone = await makePerson(it, [{ in: commune, roles: ['agent'], endsOn: '2026-11-20' }]);
  for (const person of [gone, technician]) assert.equal(codeOf(await call(asked({ person: person.id }))), '422 people.support-person');
  const both = await makePerson(it, [
    { in: operator, roles: ['technician'] },
    { in: commune, roles: ['agent'] },
  ]);
  assert.equal(codeOf(await (await browser(both)).call(asked({ person: both.id }))), '422 people.support-self');
});

test('gives support to nobody without the permission', async () => {
  const accountant = await makePerson(it, [{ in: operator, roles: ['accountant'] }]);
  assert.equal(codeOf(await (await browser(accountant)).call(asked())), '403 platform.not-permitted');
  assert.equal(
    codeOf(await (await browser(administrator)).call({ ...asked(), url: `/api/o/${commune.slug}/support` })),
    '403 platform.not-permitted',
  );
});

test('lets nobody begin a support inside a support', async () => {
  const twice = await makePerson(it, [
    { in: operator, roles: ['technician'] },
    { in: commune, roles: ['agent'] },
  ]);
  const { call } = await begun({ person: twice.id });
  assert.equal((await call(asked())).statusCode, 403);
});

test('a second support ends the first: one person at a time', async () => {
  const first = await begun();
  const second = await begun({ person: administrator.id });
  assert.equal((await first.call({ url: '/api/me' })).statusCode, 401);
  assert.equal((await second.call({ url: '/api/me' })).json().person.id, administrator.id);
});

test('ends by itself on time, and opens nothing more', async () => {
  const { call } = await begun({ minutes: 5 });
  it.clock.advance({ minutes: 5 });
  assert.equal((await call({ url: '/api/me' })).statusCode, 401);
  const row = await lastOf(await signedIn(it.app, administrator));
  assert.equal(row.endedHow, 'time');
});

test('the technician finds their own session again, and the support’s secret is worth nothing', async () => {
  const { call, jar } = await begun();
  const secret = jar.get('beffroi') ?? '';
  assert.equal((await call({ method: 'POST', url: '/api/support/end' })).statusCode, 204);
  const me = (await call({ url: '/api/me' })).json();
  assert.deepEqual([me.person.id, me.supportedBy], [technician.id, null]);
  assert.equal(jar.has('beffroi-waiting'), false);
  assert.equal((await it.app.inject({ url: '/api/me', cookies: { beffroi: secret } })).statusCode, 401);
  assert.equal((await lastOf(await signedIn(it.app, administrator))).endedHow, 'technician');
});

test('finds the own session again after the time is over too, and none after signing in as another', async () => {
  const late = await begun({ minutes: 5 });
  it.clock.advance({ minutes: 6 });
  await late.call({ method: 'POST', url: '/api/support/end' });
  assert.equal((await late.call({ url: '/api/me' })).json().person.id, technician.id);
  const left = await begun();
  await left.call({ method: 'POST', url: '/api/session', payload: { email: administrator.email, password: administrator.password } });
  assert.equal(left.jar.has('beffroi-waiting'), false);
  await left.call({ method: 'POST', url: '/api/support/end' });
  assert.equal((await left.call({ url: '/api/me' })).statusCode, 401);
});

test('signing out of a support ends it, and the waiting secret opens nothing from where it waits', async () => {
  const { call, jar } = await begun();
  const waiting = jar.get('beffroi-waiting') ?? '';
  assert.equal((await it.app.inject({ url: '/api/me', cookies: { 'beffroi-waiting': waiting } })).statusCode, 401);
  await call({ method: 'DELETE', url: '/api/session' });
  assert.equal((await call({ url: '/api/me' })).json().person.id, technician.id);
});

test('the person, and whoever administers their body, end it at once; a colleague and a neighbour do not', async () => {
  for (const [person, how] of [
    [agent, 'person'],
    [administrator, 'body'],
  ] as const) {
    const { call, id } = await begun();
    const colleague = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
    const neighbours = await signedIn(it.app, await makePerson(it, [{ in: neighbour, roles: ['body-administrator'] }]));
    assert.equal(codeOf(await colleague({ method: 'POST', url: `/api/o/${commune.slug}/assistance/${id}/end` })), '404 people.support-unknown');
    assert.equal(codeOf(await neighbours({ method: 'POST', url: `/api/o/${neighbour.slug}/assistance/${id}/end` })), '404 people.support-unknown');
    assert.equal(codeOf(await call({ method: 'POST', url: `/api/o/${commune.slug}/assistance/${id}/end` })), '403 platform.withheld-from-support');
    const own = await signedIn(it.app, person);
    assert.equal((await own({ method: 'POST', url: `/api/o/${commune.slug}/assistance/${id}/end` })).statusCode, 204);
    assert.equal((await call({ url: '/api/me' })).statusCode, 401);
    assert.equal((await lastOf(own)).endedHow, how);
    assert.equal(codeOf(await own({ method: 'POST', url: `/api/o/${commune.slug}/assistance/${id}/end` })), '404 people.support-unknown');
  }
});

test('a technician who loses the role loses the support at the next request', async () => {
  const other = await makePerson(it, [{ in: operator, roles: ['technician'] }]);
  const { call } = await browser(other);
  assert.equal((await call(asked())).statusCode, 200);
  assert.equal((await call({ url: '/api/me' })).statusCode, 200);
  await asOwner(it, (client) => client.query(`update people.mandate set roles = '{accountant}' where person_id = $1`, [other.id]));
  assert.equal((await call({ url: '/api/me' })).statusCode, 401);
});

test('a person whose mandate ends is supported no more', async () => {
  const leaving = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const { call } = await begun({ person: leaving.id });
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-20' where person_id = $1`, [leaving.id]));
  assert.equal(codeOf(await call({ url: `/api/o/${commune.slug}/assistance` })), '403 platform.not-permitted');
});

test('tells the person and the administrators by notice and by mail, whatever mails they chose', async () => {
  const helped = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const own = await signedIn(it.app, helped);
  await own({ method: 'PUT', url: '/api/me/notices/mail', payload: { byMail: 'none' } });
  const { call } = await begun({ person: helped.id });
  await call({ method: 'POST', url: '/api/support/end' });
  await it.settle();
  const titles = (await own({ url: '/api/me/notices' })).json().rows.map(({ title }: { title: string }) => title);
  assert.ok(titles.some((title: string) => /vous assiste et agit en votre nom jusqu’à \d+ h \d\d/.test(title)));
  assert.ok(titles.includes('Camille Essai n’agit plus : votre assistance est terminée'));
  const { rows } = await asOwner(it, (client) =>
    client.query<{ recipient_address: string; subject: string }>(
      `select recipient_address, subject from platform.outbox_message where organisation_id = $1`,
      [commune.id],
    ),
  );
  const to = rows.filter(({ subject }) => /assiste/.test(subject)).map(({ recipient_address }) => recipient_address);
  assert.ok(to.includes(helped.email) && to.includes(administrator.email));
});

test('the journal of the member says both names for each act, and the journal page counts them', async () => {
  const { call, id } = await begun();
  await call({ url: `/api/o/${commune.slug}/assistance` });
  await call({ method: 'POST', url: '/api/support/end' });
  await it.settle();
  const { rows } = await asOwner(it, (client) =>
    client.query<{ what: string }>(`select what from platform.audit_entry where organisation_id = $1 and about ->> 'supportId' = $2 order by what`, [
      commune.id,
      id,
    ]),
  );
  assert.deepEqual(
    rows.map(({ what }) => what),
    ['people.support-begun', 'people.support-ended'],
  );
  const row = await lastOf(await signedIn(it.app, administrator));
  assert.deepEqual(
    [row.id, row.technician, row.person, row.reason],
    [id, 'Camille Essai', 'Camille Essai', 'Paramétrage de la messagerie, appel n° 42'],
  );
});

test('a colleague reads the assistances that they received, and no other', async () => {
  await begun();
  const colleague = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
  assert.deepEqual((await colleague({ url: `/api/o/${commune.slug}/assistance` })).json(), { rows: [], total: 0 });
});

test('the database opens no support session but the technician’s own, of an open support, once', async () => {
  const { call, id } = await begun();
  assert.equal((await call({ url: '/api/me' })).statusCode, 200);
  const { inOrganisation } = await import('#platform/db/scopes.ts');
  const { sql } = await import('kysely');
  const open = (person: string, body: string, support: string) =>
    inOrganisation(
      it.house.db,
      body,
      (tx) =>
        sql`select people.open_support_session(${support}::uuid, ${uuidV7()}::uuid, (select id from people.session limit 1), ${Buffer.from(uuidV7())}, ${it.clock.now().toString()}::timestamptz)`.execute(
          tx,
        ),
      { person },
    );
  await assert.rejects(open(technician.id, operator.id, id), /no support of the person who acts/);
  await assert.rejects(open(agent.id, operator.id, id), /no support/);
  await assert.rejects(open(technician.id, commune.id, id), /no support/);
});

async function lastOf(call: Caller) {
  const { rows } = (await call({ url: `/api/o/${commune.slug}/assistance` })).json();
  return rows[0];
}
