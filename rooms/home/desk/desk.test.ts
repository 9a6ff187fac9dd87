// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Room } from '#platform/room.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
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

test('a room that fails is named, and leaves the others in place', async (t) => {
  const halting = await openHomeHouse([chores, broken]);
  t.after(() => halting.close());
  const body = await makeBody(halting);
  const home = await homeOf(await callerFor(halting, halting.app, body, 'secretary'));
  assert.deepEqual(home.unavailable, ['Service en panne']);
  assert.equal(home.toDo.length, 2);
  assert.deepEqual(home.organisations.map(({ id }) => id), [body.id]); // prettier-ignore
});
