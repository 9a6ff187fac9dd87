// SPDX-License-Identifier: EUPL-1.2
/** Measures, alerts, what an operator decides, what is not used and what next year would cost. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import { runJob } from '#platform/jobs/work.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import catalogue from '#rooms/catalogue/room.ts';
import { loadTestEditions } from '#rooms/catalogue/testing.ts';
import { readEditions } from '#rooms/catalogue/api.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { consume, giveBack, report, reserve, type OpenedAllowance } from './api.ts';
import room from './room.ts';
import { allowance, evidence, openedTo, within } from './testing.ts';

let it: TestHouse;
let operator: TestBody;
let managerPerson: TestPerson;
let manager: Caller;
let head: Caller;

before(async () => {
  it = await openTestHouse([organisations, people, catalogue, room]);
  const made = { slug: 'operateur-d-essai', name: 'Opérateur', kind: 'syndicat' } as const;
  operator = { ...made, id: await openOperator(it.house, made) };
  managerPerson = await makePerson(it, [{ in: operator, roles: ['account-manager'] }]);
  const headPerson = await makePerson(it, [{ in: operator, roles: ['administrator'] }]);
  await loadTestEditions(
    it,
    operator,
    [...readEditions().values()].filter(({ operator: { key } }) => key === 'gironde-numerique'),
    { proposer: managerPerson, second: headPerson },
  );
  [manager, head] = [await signedIn(it.app, managerPerson), await signedIn(it.app, headPerson)];
});
after(() => it.close());

const level = (over: Partial<OpenedAllowance> = {}) =>
  allowance({ service: 'stockage', key: 'stockage-go', label: 'Stockage', unit: 'Go', kind: 'level', amount: 100_000, isHard: false, ...over });
const measured = (body: TestBody, key: string, amount: number, at?: string) =>
  within(it, body, (ctx) =>
    report(ctx, { allowance: 'stockage-go', amount, key, evidence, ...(at !== undefined && { measuredAt: Temporal.Instant.from(at) }) }),
  );
const use = (body: TestBody, key: string, amount: number, on?: string) =>
  within(it, body, (ctx) =>
    consume(ctx, { allowance: 'droit', amount, key, evidence, ...(on !== undefined && { on: Temporal.PlainDate.from(on) }) }),
  );
const readerOf = async (body: TestBody) => signedIn(it.app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
const at = (path: string, body: TestBody = operator) => `/api/o/${body.slug}/rights${path}`;
const get = async (caller: Caller, url: string) => {
  const response = await caller({ url });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
};
const post = async (caller: Caller, url: string, payload: object) => {
  const response = await caller({ method: 'POST', url, payload });
  return response.statusCode < 300 ? response.statusCode : response.json().code;
};
const granted = (body: TestBody) => get(manager, at(`/bodies/${body.id}`));
const titlesTo = async (person: TestPerson): Promise<string[]> => {
  await it.settle();
  return asOwner(it, async (client) =>
    (await client.query('select title from platform.notice where person_id = $1 order by id', [person.id])).rows.map(({ title }) => title),
  );
};

test('each body of a territory measures its own share of what its EPCI holds', async () => {
  const epci = await openedTo(it, operator, [level({ isPooled: true })], { name: 'Communauté de communes' });
  const [first, second] = await Promise.all(
    [1, 2].map((n) => openedTo(it, operator, [], { name: `Commune ${n}`, poolId: epci.id, openingKey: 'tripartite', services: [] })),
  );
  assert.ok(first && second);
  await measured(first, 'a', 30_000);
  await measured(second, 'a', 40_000);
  await measured(first, 'b', 10_000);
  const reader = await readerOf(epci);
  const { allowances } = await get(reader, at('', epci));
  assert.deepEqual([allowances[0].used, allowances[0].percent, allowances[0].isOwn], [50, 50, true]);
  const shares = await get(reader, at(`/allowances/${allowances[0].id}/shares`, epci));
  assert.deepEqual(
    shares.rows.map(({ body, used, share }: { body: string; used: number; share: number }) => [body, used, share]),
    [
      ['Commune 2', 40, 80],
      ['Commune 1', 10, 20],
    ],
  );
  const seen = await get(await readerOf(first), at('', first));
  assert.deepEqual([seen.allowances[0].used, seen.allowances[0].isOwn, seen.allowances[0].holder], [50, false, 'Communauté de communes']);
});

test('an older measure never replaces a newer one, and is known when it comes again', async () => {
  const body = await openedTo(it, operator, [level()]);
  await measured(body, 'midi', 50_000, '2026-11-20T11:00:00Z');
  const late = await measured(body, 'matin', 90_000, '2026-11-20T07:00:00Z');
  assert.deepEqual([late.isOutdated, late.isReplayed], [true, false]);
  assert.equal((await measured(body, 'matin', 90_000, '2026-11-20T07:00:00Z')).isReplayed, true);
  assert.equal((await granted(body)).allowances[0].used, 50);
  await measured(body, 'soir', 20_000, '2026-11-20T18:00:00Z');
  assert.equal((await granted(body)).allowances[0].used, 20);
  await assert.rejects(measured(body, 'demain', 1_000, '2026-11-22T09:00:00Z'), { code: 'rights.measured-later' });
});

test('keeps the level of every measured day', async () => {
  const body = await openedTo(it, operator, [level()]);
  for (const [day, amount] of [
    ['2026-11-01', 5_000],
    ['2026-11-02', 7_500],
    ['2026-11-04', 6_000],
  ] as const)
    await measured(body, day, amount, `${day}T10:00:00Z`);
  const { allowances } = await granted(body);
  const { days } = await get(manager, at(`/allowances/${allowances[0].id}/history?months=1`));
  assert.deepEqual(
    days.map(({ on, value }: { on: string; value: number }) => [on, value]),
    [
      ['2026-11-01', 5],
      ['2026-11-02', 7.5],
      ['2026-11-04', 6],
    ],
  );
});

test('the year turns at midnight in Paris, and days of 23 and 25 hours have their own midnight', async () => {
  const body = await openedTo(it, operator, [allowance({ per: 'civil-year', amount: 1_000 })]);
  it.clock.set('2026-12-31T22:59:59Z');
  await use(body, 'dernier de 2026', 1_000);
  await assert.rejects(use(body, 'de trop', 1_000), { code: 'rights.exhausted-until' });
  it.clock.set('2026-12-31T23:00:00Z');
  await use(body, 'premier de 2027', 1_000);
  for (const [begins, before, after] of [
    ['2027-03-29', '2027-03-28T21:59:59Z', '2027-03-28T22:00:00Z'],
    ['2027-11-01', '2027-10-31T22:59:59Z', '2027-10-31T23:00:00Z'],
    ['2028-02-29', '2028-02-28T22:59:59Z', '2028-02-28T23:00:00Z'],
  ] as const) {
    const later = await openedTo(it, operator, [allowance()], { beginsOn: Temporal.PlainDate.from(begins) });
    it.clock.set(before);
    assert.equal(await rightsOf(it.house).holds(it.house, later.id, 'conges'), false, before);
    it.clock.set(after);
    assert.equal(await rightsOf(it.house).holds(it.house, later.id, 'conges'), true, after);
  }
  it.clock.set('2026-11-21T09:00:00Z');
});

test('tells the secretary and the account manager at 80, 90 and 100 %, once for each passing', async () => {
  const body = await openedTo(it, operator, [level({ label: 'Stockage commun' })], { name: 'Alertée' });
  const [secretary, agent] = [await makePerson(it, [{ in: body, roles: ['secretary'] }]), await makePerson(it, [{ in: body, roles: ['agent'] }])];
  await measured(body, '1', 79_000);
  assert.deepEqual(await titlesTo(secretary), []);
  await measured(body, '2', 80_000);
  await measured(body, '2', 80_000);
  await measured(body, '3', 85_000);
  assert.deepEqual(await titlesTo(secretary), ['« Stockage commun » est utilisé à 80\u00a0%.']);
  assert.deepEqual(
    (await titlesTo(managerPerson)).filter((title) => title.startsWith('Alertée')),
    ['Alertée : « Stockage commun » est utilisé à 80\u00a0%.'],
  );
  await measured(body, '4', 60_000);
  await measured(body, '5', 120_000);
  assert.deepEqual(
    (await titlesTo(secretary)).filter((title) => title.includes('entier')),
    ['« Stockage commun » est utilisé en entier : ce qui dépasse est au prix du tarif.'],
  );
  assert.deepEqual(await titlesTo(agent), []);
  await measured(body, '6', 10_000);
  await measured(body, '7', 81_000);
  assert.equal((await titlesTo(secretary)).length, 3, 'it fell and rose: told again');
});

test('fifty consumers at once pass each threshold once', async () => {
  const body = await openedTo(it, operator, [allowance()]);
  const secretary = await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  await Promise.allSettled(Array.from({ length: 50 }, (_, n) => use(body, `essai ${n}`, 1_000)));
  assert.deepEqual((await titlesTo(secretary)).map((title) => /(\d+).%|entier/.exec(title)?.[0]).sort(), ['80\u00a0%', '90\u00a0%', 'entier']);
});

test('a person chooses from which threshold to be told, body by body', async () => {
  const body = await openedTo(it, operator, [allowance()]);
  const secretary = await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  const caller = await signedIn(it.app, secretary);
  assert.deepEqual(await get(caller, at('/alert-choice', body)), { fromPercent: 80 });
  const choose = (fromPercent: number | null) => caller({ method: 'PUT', url: at('/alert-choice', body), payload: { fromPercent } });
  assert.equal((await choose(70)).statusCode, 400);
  await choose(100);
  await use(body, 'neuf', 9_000);
  assert.deepEqual(await titlesTo(secretary), []);
  await use(body, 'dix', 1_000);
  assert.equal((await titlesTo(secretary)).length, 1);
  await choose(null);
  await within(it, body, (ctx) => giveBack(ctx, { allowance: 'droit', answers: 'dix', key: 'retour', evidence }));
  await use(body, 'encore', 1_000);
  assert.equal((await titlesTo(secretary)).length, 1);
});

test('an operator lets a right be exceeded, or no longer, and says why', async () => {
  const body = await openedTo(it, operator, [allowance()]);
  const { allowances } = await granted(body);
  const change = (isHard: boolean, reason = 'Accord du bureau du 12 novembre') =>
    post(manager, at(`/allowances/${allowances[0].id}/limit`), { isHard, reason });
  assert.equal(await change(true), 'rights.limit-stands');
  await assert.rejects(use(body, 'onze', 11_000), { code: 'rights.exhausted' });
  assert.equal(await change(false), 204);
  assert.deepEqual(await use(body, 'onze', 11_000), { beyond: 1_000, beyondCents: null, isReplayed: false, isOutdated: false });
  it.clock.advance({ minutes: 1 });
  assert.equal(await change(true), 204);
  await assert.rejects(use(body, 'un de plus', 1_000), { code: 'rights.exhausted' });
  const { limitChanges } = await granted(body);
  assert.deepEqual(
    limitChanges.map(({ isHard, reason, by }: { isHard: boolean; reason: string; by: string }) => [isHard, reason, by]),
    [
      [true, 'Accord du bureau du 12 novembre', 'Camille Essai'],
      [false, 'Accord du bureau du 12 novembre', 'Camille Essai'],
    ],
  );
  const other = await makeBody(it, { kind: 'syndicat' });
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['account-manager'] }]));
  assert.equal(
    await post(stranger, at(`/allowances/${allowances[0].id}/limit`, other), { isHard: false, reason: 'Pas le mien' }),
    'rights.unknown-allowance',
  );
});

test('a complement is listed with its reason, and ends on its day', async () => {
  const body = await openedTo(it, operator, [allowance()]);
  const { allowances } = await granted(body);
  const extra = { allowanceId: allowances[0].id, amount: 5, beginsOn: '2026-11-01', reason: 'Renfort pour les élections' };
  assert.equal(await post(manager, at('/extras'), extra), 200);
  await use(body, 'quinze', 15_000);
  const { extras } = await granted(body);
  assert.deepEqual([extras.length, extras[0].amount, extras[0].reason, extras[0].endedBy], [1, 5, 'Renfort pour les élections', null]);
  const end = (lastOn: string) => post(manager, at(`/extras/${extras[0].id}/end`), { lastOn, reason: 'Les élections sont passées' });
  assert.equal(await end('2026-10-31'), 'rights.ends-before-it-begins');
  assert.equal(await end('2026-11-20'), 204);
  assert.equal(await end('2026-11-20'), 'rights.unknown-extra');
  const after = await granted(body);
  assert.deepEqual([after.allowances[0].amount, after.allowances[0].beyond, after.extras[0].endReason], [10, 5, 'Les élections sont passées']);
});

test('an operator ends one service, suspends another, and reads what it did', async () => {
  const body = await openedTo(it, operator, [allowance(), level()], { name: 'Décidée' });
  const { services } = await granted(body);
  const one = services.find(({ service }: { service: string }) => service === 'conges');
  assert.equal(
    await post(head, at(`/openings/${one.id}/end`), { lastOn: '2020-01-01', reason: 'Trop tôt pour finir' }),
    'rights.closes-before-it-opens',
  );
  assert.equal(await post(head, at(`/openings/${one.id}/end`), { lastOn: '2026-11-20', reason: 'La commune n’en veut plus' }), 204);
  assert.equal(
    await post(head, at('/suspensions'), { beneficiaryId: body.id, service: 'stockage', beginsOn: '2026-11-21', reason: 'Titre impayé' }),
    200,
  );
  const after = await granted(body);
  assert.deepEqual(
    after.services.map(({ service, state, suspendedFor }: { service: string; state: string; suspendedFor: string | null }) => [
      service,
      state,
      suspendedFor,
    ]),
    [
      ['conges', 'ended', null],
      ['stockage', 'suspended', 'Titre impayé'],
    ],
  );
  assert.deepEqual([after.suspensions.length, after.suspensions[0].isLifted, after.allowances.length], [1, false, 1]);
  assert.equal(await post(head, at(`/suspensions/${after.suspensions[0].id}/lift`), {}), 204);
  assert.equal((await granted(body)).suspensions[0].isLifted, true);
  const reader = await readerOf(body);
  assert.deepEqual(
    (await get(reader, at('', body))).services.map(({ state }: { state: string }) => state),
    ['ended', 'open'],
  );
  assert.equal((await manager({ url: at(`/bodies/${(await makeBody(it)).id}`) })).json().code, 'rights.not-served');
});

test('shows all bodies, the fullest first, and only those of this operator', async () => {
  const other = await makeBody(it, { name: 'Autre opérateur', kind: 'syndicat' });
  const caller = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['administrator'] }]));
  const full = await openedTo(it, other, [level({ overage: { block: 1_000, cents: 700, source: {} } }), allowance()], {
    name: 'Saint-Étienne-la-Pleine',
  });
  const half = await openedTo(it, other, [level(), allowance({ per: 'rolling', rollingYears: 3, amount: 2_000 })], { name: 'La Moitié' });
  await openedTo(it, other, [level()], { name: 'La Vide' });
  await measured(full, 'a', 102_500);
  await measured(half, 'a', 50_000);
  await use(half, 'audit', 2_000, '2025-01-10');
  const list = (query: string) => get(caller, `/api/o/${other.slug}/rights/consumption?${query}`);
  const names = (rows: { body: string; percent: number | null }[]) => rows.map(({ body, percent }) => `${body} ${percent}`);
  const all = await list('');
  assert.equal(all.total, 5);
  assert.deepEqual(
    names(all.rows.slice(0, 3)),
    ['La Moitié 100', 'Saint-Étienne-la-Pleine 102', 'La Moitié 50'].sort((a, b) => Number(b.split(' ').at(-1)) - Number(a.split(' ').at(-1))),
  );
  assert.deepEqual(names((await list('from=80&service=stockage')).rows), ['Saint-Étienne-la-Pleine 102']);
  assert.deepEqual(names((await list('q=étienne&from=1')).rows), ['Saint-Étienne-la-Pleine 102']);
  assert.deepEqual(await get(caller, `/api/o/${other.slug}/rights/consumption/alerts`), {
    at80: 2,
    at90: 2,
    at100: 2,
    beyondCents: 2_100,
    bodies: 2,
  });
  const bodies = await get(caller, `/api/o/${other.slug}/rights/bodies?sort=alerts`);
  assert.deepEqual([bodies.total, bodies.rows.at(-1).name, bodies.rows[0].services], [3, 'La Vide', 2]);
  const services = await get(caller, `/api/o/${other.slug}/rights/services?sort=bodies`);
  assert.deepEqual(
    services.rows.map(({ service, bodies: count, users }: { service: string; bodies: number; users: number }) => [service, count, users]),
    [
      ['stockage', 3, 2],
      ['conges', 2, 0],
    ],
  );
  const holders = await get(caller, `/api/o/${other.slug}/rights/services/stockage/bodies?use=unused`);
  assert.deepEqual([holders.isMeasured, holders.total, holders.rows[0].name], [true, 1, 'La Vide']);
  assert.equal((await caller({ url: `/api/o/${other.slug}/rights/services/inconnu/bodies` })).json().code, 'rights.unknown-service');
});

test('says what a body has and does not use, and what its line costs', async () => {
  const source = { edition: 'cdg47-deux-forfaits', offer: 'forfait-technologie', offerLabel: 'Forfait Technologie', yearlyCents: 159_700 };
  const named = (...keys: string[]) => keys.map((service) => ({ service, label: service, source }));
  const body = await openedTo(
    it,
    operator,
    [level(), allowance({ service: 'lettres' }), allowance({ service: 'conges', key: 'autre', per: 'civil-year' })],
    {
      services: named('stockage', 'lettres', 'conges', 'annuaire'),
    },
  );
  await measured(body, 'a', 10_000);
  await use(body, 'ancien', 1_000, '2026-01-10');
  const reader = await readerOf(body);
  const { services, allowances, packages } = await get(reader, at('/unused?months=6', body));
  assert.deepEqual(
    services.map(({ service, lastUsedOn }: { service: string; lastUsedOn: string }) => [service, lastUsedOn]),
    [
      ['conges', null],
      ['lettres', '2026-01-10'],
    ],
  );
  assert.deepEqual(
    allowances.map(({ label, period }: { label: string; period: string }) => [label, period]),
    [['Droit d’essai', '2026']],
  );
  assert.deepEqual([packages[0].label, packages[0].yearlyCents], ['Forfait Technologie', 159_700]);
  assert.deepEqual(
    packages[0].services.map(({ service, use: state }: { service: string; use: string }) => `${service} ${state}`),
    ['annuaire unmeasured', 'conges unused', 'lettres unused', 'stockage used'],
  );
  assert.deepEqual(await get(manager, at(`/bodies/${body.id}/unused?months=6`)), await get(reader, at('/unused?months=6', body)));
  const recent = await openedTo(it, operator, [level()], { beginsOn: Temporal.PlainDate.from('2026-10-01') });
  assert.deepEqual((await get(await readerOf(recent), at('/unused', recent))).services, [], 'too young to be called unused');
});

test('expects next year at today’s pace, by started block at the printed price, and says when it cannot', async () => {
  const overage = {
    block: 1_000,
    cents: 1_000,
    source: { edition: 'cdg47-deux-forfaits', citation: { document: 'S3', line: 39, label: 'Par Go supplémentaire' } },
  };
  const body = await openedTo(it, operator, [
    level({ amount: 15_000, overage }),
    allowance({
      key: 'demi-journees',
      label: 'Formation',
      per: 'civil-year',
      amount: 2_000,
      isHard: false,
      overage: { block: 1_000, cents: 20_000, source: {} },
    }),
    level({ key: 'comptes', label: 'Comptes' }),
  ]);
  // 8 Go a year ago, half a Go more each month: 14 Go today, 20 in a year.
  for (let month = 0; month <= 12; month++) {
    const day = Temporal.PlainDate.from('2025-11-21').add({ months: month });
    await measured(body, `mois ${month}`, 8_000 + 500 * month, `${day.toString()}T08:00:00Z`);
  }
  for (const day of ['2026-02-01', '2026-05-01', '2026-09-01'])
    await within(it, body, (ctx) =>
      consume(ctx, { allowance: 'demi-journees', amount: 1_000, key: day, evidence, on: Temporal.PlainDate.from(day) }),
    );
  const outlook = await get(await readerOf(body), at('/next-year', body));
  const of = (label: string) => outlook.lines.find((line: { label: string }) => line.label === label);
  assert.equal(outlook.year, 2027);
  assert.equal(Math.round(of('Stockage').expected), 20);
  assert.equal(of('Stockage').cents, Math.ceil(of('Stockage').expected - 15) * 1_000);
  assert.match(of('Stockage').printed, /document S3, ligne 39/);
  assert.deepEqual([of('Formation').expected, of('Formation').cents], [3, 20_000]);
  assert.deepEqual(outlook.withoutForecast, [{ label: 'Comptes', why: 'Aucun relevé reçu.' }]);
  assert.equal(outlook.totalCents, of('Stockage').cents + 20_000);
  assert.match(outlook.method, /estimation/);
});

test('expects the next column of the territory’s volume at the price of its grid', async () => {
  const epci = await openedTo(it, operator, [
    level({
      key: 'volume-du-territoire',
      label: 'Volume du territoire',
      amount: 500_000,
      isPooled: true,
      source: { edition: 'gironde-numerique-2017', grid: { offer: 'adhesion-mutualisee', charge: 'participation', bodiesUpTo: 8 } },
    }),
  ]);
  for (const [month, go] of [
    [1, 400],
    [4, 420],
    [8, 450],
    [11, 470],
  ] as const)
    await within(it, epci, (ctx) =>
      report(ctx, {
        allowance: 'volume-du-territoire',
        amount: go * 1_000,
        key: `mois ${month}`,
        evidence,
        measuredAt: Temporal.Instant.from(`2026-${String(month).padStart(2, '0')}-15T08:00:00Z`),
      }),
    );
  const { lines } = await get(await readerOf(epci), at('/next-year', epci));
  assert.equal(lines[0].cents, 1_793_800 - 1_537_500);
  assert.match(lines[0].says, /La participation passe de 15.375.€ à 17.938.€ par an \(jusqu’à 1.To\)/);
  assert.match(lines[0].printed, /document S\d, ligne \d+/);
});

test('hands over the journal of uses as a file, to those concerned alone', async () => {
  const body = await openedTo(it, operator, [level(), allowance()], { name: 'Journalisée' });
  await measured(body, 'a', 10_000);
  it.clock.advance({ minutes: 1 });
  await within(it, body, (ctx) => reserve(ctx, { allowance: 'droit', amount: 2_500, key: 'r', evidence }));
  const journal = async (caller: Caller, where: TestBody, query = '') => (await caller({ url: at(`/journal${query}`, where) })).body;
  const lines = (await journal(await readerOf(body), body)).trim().split('\r\n');
  assert.equal(lines.length, 3);
  assert.match(lines[1] ?? '', /^2026-11-21;Journalisée;;Journalisée;stockage;Stockage;Relevé;10;0;Go;/);
  assert.match(lines[2] ?? '', /Réservation;0;2,5;envoi/);
  assert.match(await journal(manager, operator), /Journalisée/);
  const stranger = await makeBody(it);
  assert.equal((await journal(await readerOf(stranger), stranger)).trim().split('\r\n').length, 1);
  assert.match(await journal(manager, operator, '?from=2026-11-21&to=2026-11-20'), /rights\.ends-before-it-begins/);
});

test('what was added by hand and ends within two weeks is told to the body and its operator, once', async () => {
  const body = await openedTo(it, operator, [allowance()], { name: 'Renforcée' });
  const secretary = await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  const { allowances } = await granted(body);
  const extra = { allowanceId: allowances[0].id, amount: 5, reason: 'Renfort pour les élections' };
  assert.equal(await post(manager, at('/extras'), { ...extra, beginsOn: '2026-11-21', endsOn: '2026-12-05' }), 200);
  assert.equal(await post(manager, at('/extras'), { ...extra, beginsOn: '2026-11-21', endsOn: '2026-12-06' }), 200);
  const night = () => runJob(it.house, it.house.index.jobs.get('rights.tell-lapsing-extras') ?? assert.fail(), {});
  await night();
  await night();
  const lapsing = async (person: TestPerson) => (await titlesTo(person)).filter((title) => title.includes('prend fin le'));
  assert.deepEqual(await lapsing(secretary), [
    'Votre collectivité : le supplément de 5\u00a0envois pour « Droit d’essai » prend fin le 5 décembre 2026.',
  ]);
  assert.equal((await lapsing(managerPerson)).filter((title) => title.startsWith('Renforcée')).length, 1);
  const told = await asOwner(it, (client) => client.query(`select about from platform.audit_entry where what = 'rights.extra-lapsing'`));
  assert.deepEqual(told.rows.map(({ about }) => [about.beneficiaryId, about.lastOn]), [[body.id, '2026-12-05']]); // prettier-ignore
});

test('P-107: a reserved training of 30 September says that its convocation leaves by 15 September', async () => {
  const training = allowance({ service: 'formation-de-groupe', key: 'formation-demi-journees', label: 'Formations de groupe', unit: 'demi-journée' });
  const body = await openedTo(it, operator, [training, allowance()]);
  const keep = (key: string, of: string) =>
    within(it, body, (ctx) => reserve(ctx, { allowance: of, amount: 1_000, key, evidence, on: Temporal.PlainDate.from('2027-09-30') }));
  await keep('séance', 'formation-demi-journees');
  await keep('autre', 'droit');
  const { allowances } = await granted(body);
  const convenedBy = async (key: string) => {
    const one = allowances.find((of: { key: string }) => of.key === key);
    return (await get(manager, at(`/allowances/${one.id}/movements`))).rows.map((row: { convenedBy: string | null }) => row.convenedBy);
  };
  assert.deepEqual([await convenedBy('formation-demi-journees'), await convenedBy('droit')], [['2027-09-15'], [null]]);
});
