// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Room } from '#platform/room.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { callerFor, chores, makeTerritory, openHomeHouse, refusalOf, type Territory } from '../testing.ts';

/** A room whose source fails, in the database, as a broken service does. */
const broken: Room = {
  name: 'broken',
  floor: 'service',
  title: 'Service en panne',
  needs: [],
  toDo: [{ name: 'broken.list', permission: 'signed-in', list: async (ctx: Context) => (await sql`select 1 / 0`.execute(ctx.tx), []) }],
};
const shut: Room = {
  name: 'shut',
  floor: 'foundation',
  title: 'Droits',
  needs: [],
  provides: { rights: { holds: async (_house, id) => open.has(id) } },
};
const open = new Set<string>();

type Home = {
  givenName: string;
  organisations: { id: string; slug: string }[];
  services: { key: string; isElsewhere: boolean; places: { organisationId: string; href: string; favourite: number | null }[] }[];
  toDo: { organisationId: string; kind: string; title: string; isLate: boolean; room: string }[];
  recents: { organisationId: string }[];
  unavailable: string[];
};

let it: TestHouse;
let territory: Territory;
let bodies: TestBody[];
before(async () => {
  it = await openHomeHouse([chores, shut]);
  territory = await makeTerritory(it, 'syndicat-gironde', '243301355');
  bodies = await Promise.all(Array.from({ length: 12 }, () => makeBody(it)));
  for (const { id } of bodies.slice(0, 11)) open.add(id);
});
after(() => it.close());

const secretaryOf = async (those: readonly TestBody[], roles = ['secretary']): Promise<Caller> =>
  signedIn(it.app, await makePerson(it, those.map((body) => ({ in: body, roles })))); // prettier-ignore
const homeOf = async (by: Caller, slug?: string): Promise<Home> => {
  const answer = await by({ url: slug === undefined ? '/api/me/home' : `/api/o/${slug}/home` });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<Home>();
};

test('gathers all bodies in one list, what is late first, and one body by itself', async () => {
  const by = await secretaryOf(bodies.slice(0, 4));
  const home = await homeOf(by);
  assert.equal(home.givenName, 'Camille');
  assert.equal(home.organisations.length, 4);
  assert.deepEqual(home.toDo.map(({ title }) => title), [...Array(4).fill('En retard'), ...Array(4).fill('Sans échéance')]); // prettier-ignore
  assert.deepEqual([home.toDo[0]?.isLate, home.toDo[7]?.isLate, home.toDo[0]?.room], [true, false, 'Corvées']);
  const [one] = bodies;
  const alone = await homeOf(by, one?.slug);
  assert.deepEqual([...new Set(alone.toDo.map(({ organisationId }) => organisationId))], [one?.id]);
});

test('asks as many queries for ten bodies as for one, and for an operator’s account manager', async () => {
  const queriesFor = async (by: Caller): Promise<number> => (await it.queriesOf(() => homeOf(by))).length;
  const one = await queriesFor(await secretaryOf(bodies.slice(0, 1)));
  const ten = await queriesFor(await secretaryOf(bodies.slice(0, 10)));
  assert.equal(ten, one);
  assert.ok(one < 24, `${one} queries`);
  const manager = await callerFor(it, it.app, territory.operator, 'account-manager');
  assert.ok((await queriesFor(manager)) < 30);
});

test('shows a service where the permission and the right are held, to the kind of body that it is for', async () => {
  const [first, , , , , , , , , , , closed] = bodies;
  assert.ok(first && closed);
  const placesOf = (home: Home, key: string): number => home.services.find((service) => service.key === key)?.places.length ?? 0;
  const both = await homeOf(await secretaryOf([first, closed]));
  assert.deepEqual([placesOf(both, 'chores.list'), placesOf(both, 'chores.public'), placesOf(both, 'chores.cloud')], [1, 2, 2]);
  assert.equal(placesOf(await homeOf(await secretaryOf([first], ['agent'])), 'chores.list'), 0);
  open.add(territory.operator.id);
  assert.equal(placesOf(await homeOf(await callerFor(it, it.app, territory.operator, 'account-manager')), 'chores.list'), 0);
  assert.equal(both.services.find(({ key }) => key === 'chores.cloud')?.isElsewhere, true);
});

test('says what awaits in each role held, and nothing of a body where it is not', async () => {
  const [one, two] = bodies;
  assert.ok(one && two);
  const person = await makePerson(it, [
    { in: one, roles: ['secretary'] },
    { in: two, roles: ['elected'] },
  ]);
  const { toDo } = await homeOf(await signedIn(it.app, person));
  assert.deepEqual(toDo.map(({ kind, organisationId }) => [kind, organisationId]), [['do', one.id], ['sign', two.id], ['do', one.id]]); // prettier-ignore
  const stranger = await secretaryOf([two]);
  assert.equal(refusalOf(await stranger({ url: `/api/o/${one.slug}/home` })), '403 platform.not-permitted');
});

test('a person without any mandate finds an empty home', async () => {
  const home = await homeOf(await secretaryOf([]));
  assert.deepEqual([home.organisations, home.services, home.toDo, home.unavailable], [[], [], [], []]);
});

test('keeps favourites in their order, for that person in that body', async () => {
  const [one, two] = bodies;
  assert.ok(one && two);
  const by = await secretaryOf([one, two]);
  const keep = (services: string[], slug = one.slug) => by({ method: 'PUT', url: `/api/o/${slug}/home/favourites`, payload: { services } });
  const ranks = async () => (await homeOf(by)).services.flatMap(({ key, places }) => places.map(({ favourite }) => [key, favourite]));
  assert.equal((await keep(['chores.public', 'chores.list'])).statusCode, 204);
  assert.equal((await keep(['chores.list', 'chores.public', 'chores.list'])).statusCode, 204);
  const kept = (await ranks()).filter(([, rank]) => rank !== null);
  assert.deepEqual(kept, [['chores.list', 0], ['chores.public', 1]]); // prettier-ignore
  assert.equal(refusalOf(await keep(['home.announcements'])), '422 home.unknown-service');
  assert.equal((await keep([])).statusCode, 204);
  assert.deepEqual((await ranks()).filter(([, rank]) => rank !== null), []); // prettier-ignore
});

test('first steps are ticked by what is done, and put aside for good', async () => {
  const [one] = bodies;
  assert.ok(one);
  const by = await secretaryOf([one]);
  type Steps = { isDismissed: boolean; steps: { key: string; isDone: boolean; href: string }[] };
  const steps = async (): Promise<Steps> => (await by({ url: '/api/me/first-steps' })).json<Steps>();
  const isDone = async (key: string) => (await steps()).steps.find((step) => step.key === key)?.isDone;
  assert.deepEqual([await isDone('people.mail-choice'), await isDone('home.favourite')], [false, false]);
  await by({ method: 'PUT', url: '/api/me/notices/mail', payload: { byMail: 'weekly' } });
  await by({ method: 'PUT', url: `/api/o/${one.slug}/home/favourites`, payload: { services: ['chores.list'] } });
  assert.deepEqual([await isDone('people.mail-choice'), await isDone('home.favourite')], [true, true]);
  assert.equal((await steps()).steps.find(({ key }) => key === 'home.favourite')?.href, `/o/${one.slug}`);
  for (const _ of [1, 2]) assert.equal((await by({ method: 'POST', url: '/api/me/first-steps/dismissal' })).statusCode, 204);
  assert.deepEqual(await steps(), { isDismissed: true, steps: [] });
});

test('the account, the directory and the devices are ticked by what is really there, in one question each however many bodies', async () => {
  const devices: Room = {
    name: 'devices',
    floor: 'service',
    title: 'Agendas',
    needs: [],
    appPasswordProtocols: [
      { key: 'devices.dav', protocol: 'dav', label: 'Agenda', description: 'Vos agendas.', help: () => ({ fields: [], steps: [] }) },
    ],
  };
  const house = await openHomeHouse([chores, devices]);
  try {
    const [one, two] = [await makeBody(house), await makeBody(house)];
    const of = async (places: TestBody[]) => {
      const person = await makePerson(house, places.map((body) => ({ in: body, roles: ['secretary'] }))); // prettier-ignore
      return { person, by: await signedIn(house.app, person) };
    };
    const { person, by } = await of([one, two]);
    const done = async (caller: Caller = by): Promise<Record<string, boolean>> => {
      const { steps } = (await caller({ url: '/api/me/first-steps' })).json<{ steps: { key: string; isDone: boolean }[] }>();
      return Object.fromEntries(steps.map(({ key, isDone }) => [key, isDone]));
    };
    const asked = ['people.second-factor', 'people.profile', 'people.device'];
    const ticks = async () => {
      const now = await done();
      return asked.map((key) => now[key]);
    };
    assert.deepEqual(await ticks(), [false, false, false]);
    const { rows } = await asOwner(house, (db) =>
      db.query<{ id: string }>('select id from people.mandate where person_id = $1 and organisation_id = $2', [person.id, two.id]),
    );
    const entry = { phone: '03 20 00 00 00', mobile: null, office: null, skills: null };
    assert.equal((await by({ method: 'PUT', url: `/api/o/${two.slug}/directory/entries/${rows[0]?.id}`, payload: entry })).statusCode, 204);
    assert.deepEqual(await ticks(), [false, true, false]);
    const connected = await by({ method: 'POST', url: '/api/me/app-passwords', payload: { label: 'Téléphone', kinds: ['devices.dav'] } });
    assert.equal(connected.statusCode, 200, connected.body);
    assert.deepEqual(await ticks(), [false, true, true]);
    assert.equal((await by({ method: 'DELETE', url: `/api/me/app-passwords/${connected.json<{ id: string }>().id}` })).statusCode, 204);
    assert.deepEqual(await ticks(), [false, true, false]);
    await asOwner(house, (db) =>
      db.query(`insert into people.totp (person_id, id, secret_sealed, created_at, confirmed_at, last_step) values ($1, $1, 'x', now(), now(), 1)`, [
        person.id,
      ]),
    );
    assert.deepEqual(await ticks(), [true, true, false]);
    const { by: alone } = await of([one]);
    const [few, many] = [await house.queriesOf(async () => void (await done(alone))), await house.queriesOf(async () => void (await done()))];
    assert.equal(many.length, few.length);
  } finally {
    await house.close();
  }
});

test('where no device can be connected, none is proposed', async () => {
  const by = await secretaryOf(bodies);
  const { steps } = (await by({ url: '/api/me/first-steps' })).json<{ steps: { key: string }[] }>();
  assert.ok(!steps.some(({ key }) => key === 'people.device'));
});

test('a room that fails is named, and leaves the others in place', async (t) => {
  const halting = await openHomeHouse([chores, broken]);
  t.after(() => halting.close());
  const body = await makeBody(halting);
  const home = await homeOf(await callerFor(halting, halting.app, body, 'secretary'));
  assert.deepEqual(home.unavailable, ['Service en panne']);
  assert.equal(home.toDo.length, 2);
  assert.deepEqual(home.organisations.map(({ id }) => id), [body.id]); // prettier-ignore
});
