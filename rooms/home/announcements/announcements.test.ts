// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { noticeStream } from '#platform/notify/notice-stream.ts';
import type { Room } from '#platform/room.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { callerFor, makeTerritory, openHomeHouse, refusalOf, type Territory } from '../testing.ts';
import { followTerritory } from './follow-territory.ts';

// A room that opened a page of its own for anybody, at one operator.
let opened = '';
const watching: Room = {
  name: 'watching',
  floor: 'service',
  title: 'Veille',
  needs: [],
  statusLinks: [
    {
      name: 'watching.page',
      link: async ({ organisation }) => (organisation === opened ? { label: 'Disponibilité', href: '/o/essai/disponibilite' } : null),
    },
  ],
};

let it: TestHouse;
let gironde: Territory;
let bearn: Territory;
let writer: Caller;
let commune: TestBody;
let secretary: Caller;
let outsider: TestBody;
let neighbour: Caller;

/** A session ends after hours without a word: whoever lets them pass signs in again. */
async function signInAll(): Promise<void> {
  writer = await callerFor(it, it.app, gironde.operator, 'technician');
  secretary = await callerFor(it, it.app, commune, 'secretary');
  neighbour = await callerFor(it, it.app, outsider, 'secretary');
}

before(async () => {
  it = await openHomeHouse([watching]);
  gironde = await makeTerritory(it, 'syndicat-gironde', '243301355');
  bearn = await makeTerritory(it, 'syndicat-bearn', '200067254');
  const [first] = gironde.communes;
  const [other] = bearn.communes;
  assert.ok(first && other);
  commune = first;
  outsider = other;
  await signInAll();
});
after(() => it.close());

const words = {
  severity: 'maintenance',
  title: 'Maintenance de la messagerie',
  says: 'Les boîtes restent lisibles.',
  territory: 'all',
  beginsAt: '2026-11-21T10:00',
  endsAt: '2026-11-21T18:00',
} as const;
const url = (rest = '', slug = gironde.operator.slug): string => `/api/o/${slug}/announcements${rest}`;
const draft = (change: object = {}, by = writer, slug = gironde.operator.slug) =>
  by({ method: 'POST', url: url('', slug), payload: { ...words, ...change } });
const publish = (id: string, revision = 1, by = writer) => by({ method: 'POST', url: url(`/${id}/publish`), payload: { revision } });
const end = (id: string, says = '') => writer({ method: 'POST', url: url(`/${id}/end`), payload: { says } });

type Banner = {
  id: string;
  title: string;
  severity: string;
  endedAt: string | null;
  isDismissed: boolean;
  bodies: { slug: string }[];
  updates: { says: string }[];
};
const banners = async (by: Caller): Promise<Banner[]> => (await by({ url: '/api/me/banners' })).json<{ rows: Banner[] }>().rows;
const titles = async (by: Caller): Promise<string[]> => (await banners(by)).filter(({ endedAt }) => endedAt === null).map(({ title }) => title);

async function published(change: object = {}): Promise<string> {
  const { id } = (await draft(change)).json<{ id: string }>();
  const answer = await publish(id);
  assert.equal(answer.statusCode, 200, answer.body);
  return id;
}

test('a draft is seen by nobody; published, it reaches the territory and the operator’s own, and no other territory', async () => {
  const { id } = (await draft()).json<{ id: string }>();
  assert.deepEqual(await titles(secretary), []);
  const answer = await publish(id);
  assert.equal(answer.json<{ reached: number }>().reached, gironde.communes.length + 2);
  assert.deepEqual(await titles(secretary), [words.title]);
  assert.deepEqual(await titles(writer), [words.title]);
  assert.deepEqual(await titles(neighbour), []);
  await end(id);
});

test('names the bodies concerned, for whoever serves several', async () => {
  const [one, two] = gironde.communes;
  assert.ok(one && two);
  const shared = await signedIn(it.app, await makePerson(it, [one, two].map((body) => ({ in: body, roles: ['secretary'] })))); // prettier-ignore
  const id = await published({ territory: 'bodies', territoryIds: [one.id] });
  const banner = (await banners(shared)).find((one) => one.id === id);
  assert.deepEqual(banner?.bodies.map(({ slug }) => slug), [one.slug]); // prettier-ignore
  await end(id);
});

test('reaches an EPCI with its communes, or bodies by name, of one’s own territory alone', async () => {
  const epci = await published({ territory: 'epci', territoryIds: [gironde.epci.id] });
  assert.deepEqual(await titles(secretary), [words.title]);
  assert.deepEqual(await titles(writer), []);
  await end(epci);
  const other = gironde.communes[1]?.id;
  const named = await published({ territory: 'bodies', territoryIds: [other] });
  assert.deepEqual(await titles(secretary), []);
  await end(named);
  assert.equal(refusalOf(await draft({ territory: 'bodies' })), '422 home.territory-needed');
  assert.equal(refusalOf(await draft({ territory: 'bodies', territoryIds: [bearn.epci.id] })), '422 home.outside-territory');
  assert.equal(refusalOf(await draft({ territory: 'epci', territoryIds: [commune.id] })), '422 home.not-an-epci');
});

test('reaches only those who serve in a role, or may open a service', async () => {
  const elected = await callerFor(it, it.app, commune, 'elected');
  const forElected = await published({ roles: ['elected', 'president'], title: 'Réunion des élus' });
  assert.deepEqual([await titles(elected), await titles(secretary)], [['Réunion des élus'], []]);
  await end(forElected);
  const forOutbox = await published({ services: ['people.outbox'], title: 'Messages retardés' });
  const administrator = await callerFor(it, it.app, commune, 'body-administrator');
  assert.deepEqual([await titles(administrator), await titles(secretary)], [['Messages retardés'], []]);
  await end(forOutbox);
  assert.equal(refusalOf(await draft({ services: ['rien.du-tout'] })), '422 home.unknown-service');
});

test('shows from its hour on, until its end', async () => {
  const id = await published({ beginsAt: '2026-11-21T13:00', endsAt: '2026-11-21T14:00' });
  assert.deepEqual(await titles(secretary), []);
  // Thirteen in Paris is noon in UTC; the test's clock began at nine.
  it.clock.advance({ hours: 3, minutes: 1 });
  assert.deepEqual(await titles(secretary), [words.title]);
  it.clock.advance({ hours: 1 });
  await signInAll();
  assert.deepEqual(await titles(secretary), []);
  assert.ok(
    (await banners(secretary)).some((banner) => banner.id === id && banner.endedAt !== null),
    'how it ended stays for a while',
  );
});

test('refuses an end before the beginning, one in the past, and what is no time at all', async () => {
  assert.equal(refusalOf(await draft({ endsAt: words.beginsAt })), '422 home.ends-before-it-begins');
  assert.equal(refusalOf(await draft({ beginsAt: 'demain' })), '400 platform.invalid-input');
  const { id } = (await draft({ beginsAt: '2026-11-20T08:00', endsAt: '2026-11-20T09:00' })).json<{ id: string }>();
  assert.equal(refusalOf(await publish(id)), '422 home.ends-in-the-past');
});

test('an incident cannot be put aside while it lasts; its news follow, then its end', async () => {
  const id = await published({ severity: 'incident', title: 'Messagerie indisponible', endsAt: null });
  const dismiss = () => secretary({ method: 'POST', url: `/api/me/banners/${id}/dismissal` });
  assert.equal(refusalOf(await dismiss()), '409 home.incident-stays');
  const update = await writer({ method: 'POST', url: url(`/${id}/updates`), payload: { says: 'La cause est trouvée.' } });
  assert.equal(update.statusCode, 204);
  assert.equal((await end(id, 'Tout est rétabli.')).statusCode, 204);
  const [banner] = await banners(secretary);
  assert.deepEqual(banner?.updates.map(({ says }) => says).sort(), ['La cause est trouvée.', 'Tout est rétabli.']); // prettier-ignore
  assert.notEqual(banner?.endedAt, null);
  assert.equal((await dismiss()).statusCode, 204);
  const late = await writer({ method: 'POST', url: url(`/${id}/updates`), payload: { says: 'Encore un mot.' } });
  assert.equal(refusalOf(late), '409 home.announcement-not-published');
});

test('what one person puts aside stays for the others', async () => {
  const id = await published({ endsAt: '2026-11-22T18:00' });
  assert.equal((await secretary({ method: 'POST', url: `/api/me/banners/${id}/dismissal` })).statusCode, 204);
  const colleague = await callerFor(it, it.app, commune, 'agent');
  const seen = async (by: Caller): Promise<boolean | undefined> => (await banners(by)).find((banner) => banner.id === id)?.isDismissed;
  assert.deepEqual([await seen(secretary), await seen(colleague)], [true, false]);
  assert.equal(refusalOf(await neighbour({ method: 'POST', url: `/api/me/banners/${id}/dismissal` })), '404 home.unknown-announcement');
  await end(id);
});

test('two people who write at once do not overwrite each other', async () => {
  const { id } = (await draft({ endsAt: '2026-11-22T18:00' })).json<{ id: string }>();
  const change = (revision: number, title: string) =>
    writer({ method: 'PUT', url: url(`/${id}`), payload: { ...words, endsAt: '2026-11-22T18:00', title, revision } });
  assert.equal((await change(1, 'Le premier')).statusCode, 204);
  assert.equal(refusalOf(await change(1, 'Le second')), '409 home.announcement-changed');
  assert.equal(refusalOf(await publish(id, 1)), '409 home.announcement-changed');
  assert.equal((await publish(id, 2)).statusCode, 200);
  assert.equal(refusalOf(await publish(id, 3)), '409 home.announcement-published');
  assert.equal((await change(3, 'Corrigé une fois publié')).statusCode, 204);
  assert.deepEqual(await titles(secretary), ['Corrigé une fois publié']);
  await end(id);
  assert.equal(refusalOf(await change(5, 'Trop tard')), '409 home.announcement-ended');
  assert.equal(refusalOf(await publish(id, 5)), '409 home.announcement-ended');
});

test('deletes drafts alone', async () => {
  const { id } = (await draft()).json<{ id: string }>();
  assert.equal((await writer({ method: 'DELETE', url: url(`/${id}`) })).statusCode, 204);
  assert.equal(refusalOf(await writer({ url: url(`/${id}`) })), '404 home.unknown-announcement');
  const told = await published({ endsAt: '2026-11-22T18:00' });
  assert.equal(refusalOf(await writer({ method: 'DELETE', url: url(`/${told}`) })), '409 home.announcement-published');
  await end(told);
});

test('another operator neither reads nor changes it, and a body that serves nobody announces nothing', async () => {
  const id = await published({ endsAt: '2026-11-22T18:00' });
  const rival = await callerFor(it, it.app, bearn.operator, 'administrator');
  assert.equal(refusalOf(await rival({ url: url(`/${id}`, bearn.operator.slug) })), '404 home.unknown-announcement');
  assert.equal(refusalOf(await publish(id, 2, rival)), '403 platform.not-permitted');
  const usurper = await callerFor(it, it.app, commune, 'administrator');
  assert.equal(refusalOf(await draft({}, usurper, commune.slug)), '409 home.not-an-operator');
  await end(id);
});

test('the status page shows what is public, without names, to anybody; a member’s leads to its operator’s', async () => {
  const shown = await published({ isPublic: true, title: 'Coupure <b>du réseau</b>', endsAt: '2026-11-22T18:00' });
  const kept = await published({ title: 'Entre nous', endsAt: '2026-11-22T18:00' });
  const page = (await it.app.inject({ url: `/o/${gironde.operator.slug}/etat` })).body;
  assert.match(page, /Coupure &lt;b&gt;du réseau/);
  assert.match(page, /Une maintenance est en cours/);
  assert.doesNotMatch(page, /Entre nous|Camille Essai|disponibilite/);
  opened = gironde.operator.id;
  assert.match((await it.app.inject({ url: `/o/${gironde.operator.slug}/etat` })).body, /<a href="\/o\/essai\/disponibilite">Disponibilité<\/a>/);
  assert.doesNotMatch((await it.app.inject({ url: `/o/${bearn.operator.slug}/etat` })).body, /disponibilite/);
  const member = await it.app.inject({ url: `/o/${commune.slug}/etat` });
  assert.deepEqual([member.statusCode, member.headers.location], [303, `/o/${gironde.operator.slug}/etat`]);
  assert.match((await it.app.inject({ url: '/etat' })).body, new RegExp(`/o/${bearn.operator.slug}/etat`));
  const feed = await it.app.inject({ url: `/api/o/${gironde.operator.slug}/status.atom` });
  assert.match(String(feed.headers['content-type']), /^application\/atom\+xml/);
  assert.match(feed.body, /^<\?xml version="1\.0" encoding="utf-8"\?>\s*<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
  assert.match(feed.body, /<title>Maintenance : Coupure &lt;b&gt;/);
  assert.doesNotMatch(feed.body, /Entre nous/);
  for (const id of [shown, kept]) await end(id);
  assert.match((await it.app.inject({ url: `/o/${gironde.operator.slug}/etat` })).body, /Aucun incident/);
});

test('wakes every open page when something is announced', async (t) => {
  const stream = await noticeStream(it.house, HOUSE_ID);
  t.after(() => stream.destroy());
  let heard = '';
  stream.on('data', (chunk) => (heard += String(chunk)));
  const id = await published({ endsAt: '2026-11-22T18:00' });
  for (let tries = 0; tries < 2_400 && !heard.includes('event: announcements'); tries += 1) await setTimeout(25);
  assert.match(heard, /event: announcements/);
  assert.doesNotMatch(heard, /event: notices/);
  await end(id);
});

test('follows the territory each night', async () => {
  const id = await published({ endsAt: null });
  const reached = async (): Promise<number> => (await writer({ url: url(`/${id}`) })).json<{ reached: number }>().reached;
  const before = await reached();
  const admin = await callerFor(it, it.app, gironde.operator, 'administrator');
  const joining = bearn.communes[0];
  const payload = { bodies: [joining?.id], sinceOn: '2026-01-01' };
  await admin({ method: 'POST', url: `/api/o/${gironde.operator.slug}/organisations/territory`, payload });
  assert.equal(await reached(), before);
  await inContext(it.house, { actor: { kind: 'job', name: 'home.follow-territory' }, organisation: HOUSE_ID }, followTerritory);
  assert.equal(await reached(), before + 1);
  await end(id);
});
