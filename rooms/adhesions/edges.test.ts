// SPDX-License-Identifier: EUPL-1.2
/** What the path refuses, each with its sentence and its field; and the days on which calendars trip. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { openDossier } from '#rooms/dossiers/api.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { consume } from '#rooms/rights/api.ts';
import { acceptQuote, bodiesWhere, communesOf, leadToSignature, openAdhesionHouse, openDue, post, read, sirenOf } from './testing.ts';
import { endConvention } from './end-convention.ts';
import { resumeAdhesion, suspendAdhesion } from './suspensions/suspend-adhesion.ts';
import type { Tables } from './tables.ts';

const NOW = '2026-11-21T09:00:00Z';
const JALLE = '243301165'; // three communes
const COBAS = '243300563'; // four

let it: TestHouse;
let gironde: TestOperator;
let cdg: TestOperator;
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  cdg = await makeOperator(it, 'cdg-47');
});
after(() => it.close());

const bySiren = async (siren: string): Promise<TestBody> => (await bodiesWhere(it, `siren = '${siren}'`))[0] ?? assert.fail(siren);
const byInsee = async (insee: string): Promise<TestBody> => (await bodiesWhere(it, `insee = '${insee}'`))[0] ?? assert.fail(insee);
const holds = (body: TestBody, service: string) => rightsOf(it.house).holds(it.house, body.id, service);
const territory = (siren: string, more: object = {}) => ({
  edition: 'gironde-numerique-2017',
  for: { siren },
  volume: { value: 1, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
  ...more,
});
const packages = (insee: string, ...offers: string[]) => ({
  edition: 'cdg47-deux-forfaits',
  for: { insee },
  items: offers.map((offer) => ({ offer })),
});

type Told = { code: string; detail?: string; title?: string; field?: string; errors?: { field: string }[] };
const saidBy = (answer: { json: () => Told }): Told => answer.json();

async function start(operator: TestOperator, request: object, days: { startsOn: string; endsOn?: string }) {
  const quoteId = await acceptQuote(operator, request);
  const answer = await post(operator.manager, operator.body, '/adhesions', { quoteId, ...days });
  return { quoteId, answer, ...answer.json<{ dossierId: string; linked: { dossierId: string; number: string; body: string }[] }>() };
}

/** A territory whose cadre is signed; its communes still deliberate. */
async function territoryOf(siren: string, days: { startsOn: string; endsOn?: string }) {
  const epci = await bySiren(siren);
  const started = await start(gironde, territory(siren), days);
  assert.equal(started.answer.statusCode, 200, started.answer.body);
  await leadToSignature(gironde, started.dossierId, siren);
  const { rows } = await read<{ rows: { id: string; kind: string; beneficiary: { id: string } }[] }>(
    gironde.manager,
    gironde.body,
    '/adhesions/conventions?kind=cadre&size=100',
  );
  const cadre = rows.find(({ beneficiary }) => beneficiary.id === epci.id) ?? assert.fail();
  return { epci, cadre, ...started };
}

let jalle: Awaited<ReturnType<typeof territoryOf>>;

test('conventions signed at once take numbers that follow each other', async () => {
  jalle = await territoryOf(JALLE, { startsOn: '2027-01-01' });
  const communes = await communesOf(it, jalle.epci);
  await Promise.all(
    jalle.linked.map(async ({ dossierId, body }) =>
      leadToSignature(gironde, dossierId, await sirenOf(it, communes.find(({ name }) => name === body) ?? assert.fail(body))),
    ),
  );
  const { rows } = await read<{ rows: { number: string }[] }>(gironde.manager, gironde.body, '/adhesions/conventions?kind=tripartite');
  assert.deepEqual(
    rows.map(({ number }) => number),
    ['CT-2026-0001', 'CT-2026-0002', 'CT-2026-0003'],
  );
});

test('a right may not be used before it opens, and says when it does', async () => {
  const inBody = (allowance: string) =>
    inContext(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: jalle.epci.id }, (ctx) =>
      consume(ctx, { allowance, amount: 1_000, key: 'trop tôt', evidence: { room: 'essai', id: 'x', says: 'Essai' } }),
    );
  assert.equal(await holds(jalle.epci, 'nas'), false);
  await assert.rejects(inBody('volume-du-territoire'), { code: 'rights.not-open' });
});

test('services open at midnight in Paris, the day before in Greenwich', async () => {
  it.clock.set('2026-12-31T22:59:59Z');
  await openDue(it);
  assert.equal(await holds(jalle.epci, 'nas'), false);
  it.clock.set('2026-12-31T23:00:00Z');
  await openDue(it);
  assert.equal(await holds(jalle.epci, 'nas'), true);
  it.clock.set(NOW);
});

test('opens on the days when the clocks change, and on the 29th of February', async () => {
  const days = [
    // The night of summer time: midnight is still winter's. That of winter time: midnight is still summer's.
    ['47001', '2027-03-28', '2027-03-27T22:59:59Z', '2027-03-27T23:00:00Z'],
    ['47004', '2027-10-31', '2027-10-30T21:59:59Z', '2027-10-30T22:00:00Z'],
    ['47005', '2028-02-29', '2028-02-28T22:59:59Z', '2028-02-28T23:00:00Z'],
  ] as const;
  for (const [insee, startsOn, early, midnight] of days) {
    it.clock.set(NOW);
    const body = await byInsee(insee);
    const { dossierId, answer } = await start(cdg, packages(insee, 'forfait-technologie'), { startsOn });
    assert.equal(answer.statusCode, 200, answer.body);
    await leadToSignature(cdg, dossierId, await sirenOf(it, body));
    it.clock.set(early);
    await openDue(it);
    assert.equal(await holds(body, 'sauvegarde-externalisee'), false, startsOn);
    it.clock.set(midnight);
    await openDue(it);
    assert.equal(await holds(body, 'sauvegarde-externalisee'), true, startsOn);
  }
  it.clock.set(NOW);
});

test('a term that ends on the last of February keeps its services that whole day', async () => {
  const body = await byInsee('47007');
  const { dossierId } = await start(cdg, packages('47007', 'forfait-technologie'), { startsOn: '2026-11-30', endsOn: '2028-02-29' });
  await leadToSignature(cdg, dossierId, await sirenOf(it, body));
  it.clock.set('2026-11-30T08:00:00Z');
  await openDue(it);
  it.clock.set('2028-02-29T22:59:00Z');
  assert.equal(await holds(body, 'sauvegarde-externalisee'), true);
  it.clock.set('2028-02-29T23:00:00Z');
  assert.equal(await holds(body, 'sauvegarde-externalisee'), false);
  it.clock.set(NOW);
});

test('refuses a start that is past, and an end before the start', async () => {
  const quoteId = await acceptQuote(cdg, packages('47008', 'forfait-technologie'));
  const ask = async (days: object) => saidBy(await post(cdg.manager, cdg.body, '/adhesions', { quoteId, ...days }));
  const past = await ask({ startsOn: '2026-11-20' });
  assert.equal(past.code, 'adhesions.starts-in-the-past');
  assert.match(JSON.stringify(past), /startsOn/);
  const reversed = await ask({ startsOn: '2027-03-01', endsOn: '2027-02-28' });
  assert.equal(reversed.code, 'adhesions.ends-before-it-starts');
  assert.match(JSON.stringify(reversed), /endsOn/);
});

test('a body may not be in two adhesions of one operator, whichever territory asks', async () => {
  const communes = await communesOf(it, jalle.epci);
  const again = await post(gironde.manager, gironde.body, '/adhesions', {
    quoteId: await acceptQuote(gironde, territory(JALLE)),
    startsOn: '2027-06-01',
  });
  assert.equal(saidBy(again).code, 'adhesions.already-member');
  assert.match(again.body, /CC Jalle-Eau-Bourde est déjà membre à cette date, sous la convention CC-2026-0001/);
  const twice = await post(gironde.manager, gironde.body, `/adhesions/conventions/${jalle.cadre.id}/members`, {
    bodyId: communes[0]?.id,
    startsOn: '2027-06-01',
  });
  assert.equal(saidBy(twice).code, 'adhesions.already-member');
});

test('a body whose assembly is deciding already has no second dossier', async () => {
  const { answer, linked } = await start(gironde, territory(COBAS), { startsOn: '2027-02-01' });
  assert.equal(answer.statusCode, 200);
  const again = await start(gironde, territory(COBAS), { startsOn: '2027-03-01' });
  assert.equal(saidBy(again.answer).code, 'adhesions.under-way');
  assert.match(again.answer.body, /a déjà un dossier d’adhésion en cours : ADH-2026-/);
  assert.equal(linked.length, 4);
});

test('refuses a commune of another EPCI beside its field, and one that no register knows', async () => {
  const elsewhere = await byInsee('33063');
  const join = (bodyId: string) =>
    post(gironde.manager, gironde.body, `/adhesions/conventions/${jalle.cadre.id}/members`, { bodyId, startsOn: '2027-06-01' });
  const refused = await join(elsewhere.id);
  assert.equal(saidBy(refused).code, 'adhesions.of-another-territory');
  assert.match(refused.body, /Bordeaux n’est pas de ce territoire/);
  assert.match(refused.body, /bodyId/);
  assert.equal(saidBy(await join('00000000-0000-7000-8000-000000000000')).code, 'adhesions.of-another-territory');
});

test('refuses a last day before the opening, beside its field', async () => {
  const refused = await post(gironde.manager, gironde.body, `/adhesions/conventions/${jalle.cadre.id}/end`, {
    lastOn: '2026-12-31',
    reason: 'Trop tôt',
  });
  assert.equal(saidBy(refused).code, 'adhesions.closes-before-it-opens');
  assert.match(refused.body, /lastOn/);
});

test('a tripartite whose cadre has ended meanwhile is not signed, and says why', async () => {
  const cobas = await read<{ rows: { id: string; number: string }[] }>(
    gironde.manager,
    gironde.body,
    '/dossiers?type=adhesions.adhesion&status=open',
  );
  const [main] = cobas.rows;
  await leadToSignature(gironde, main?.id ?? '', COBAS);
  const { rows } = await read<{ rows: { id: string; number: string }[] }>(
    gironde.manager,
    gironde.body,
    '/adhesions/conventions?kind=cadre&sort=number&order=desc',
  );
  const ended = await post(gironde.manager, gironde.body, `/adhesions/conventions/${rows[0]?.id}/end`, {
    lastOn: '2027-02-01',
    reason: 'Retrait voté par le conseil',
  });
  assert.equal(ended.statusCode, 204, ended.body);
  const tripartites = await read<{ rows: { id: string; title: string }[] }>(
    gironde.manager,
    gironde.body,
    '/dossiers?type=adhesions.tripartite&status=open',
  );
  const communes = await communesOf(it, await bySiren(COBAS));
  const dossier = tripartites.rows[0] ?? assert.fail();
  const commune = communes.find(({ name }) => dossier.title.startsWith(name)) ?? assert.fail();
  await asOwner(it, (client) =>
    client.query(
      `update dossiers.happening set content = jsonb_set(content, '{facts,startsOn}', '"2027-03-01"') where dossier_id = $1 and kind = 'opened'`,
      [dossier.id],
    ),
  );
  await assert.rejects(leadToSignature(gironde, dossier.id, await sirenOf(it, commune)), /adhesions\.cadre-ended.*prend fin le 1er février 2027/s);
  it.clock.set(NOW);
});

test('a cadre that ends before a tripartite under it has begun takes it along', async () => {
  const { rows } = await read<{ rows: { id: string; beginsOn: string }[] }>(
    gironde.manager,
    gironde.body,
    '/adhesions/conventions?kind=tripartite&size=100',
  );
  const [one] = rows;
  const begin = (day: string | undefined): Promise<void> =>
    asOwner(it, async (client) => {
      for (const table of ['membership', 'convention'])
        await client.query(`update adhesions.${table} set begins_on = $2 where ${table === 'convention' ? 'id' : 'convention_id'} = $1`, [
          one?.id,
          day,
        ]);
    });
  await begin('2027-07-01');
  const actor = { kind: 'job', name: 'essai' } as const;
  const undone = new Error('undone');
  await assert.rejects(
    inContext<Tables, void>(it.house, { actor, organisation: gironde.body.id }, async (ctx) => {
      await endConvention(ctx, { id: jalle.cadre.id, lastOn: '2027-03-31', reason: 'Retrait voté' });
      const left = await ctx.tx
        .selectFrom('adhesions.membership')
        .select(['begins_on', 'ends_on'])
        .where('convention_id', '=', one?.id ?? '')
        .execute();
      assert.deepEqual(left, [{ begins_on: '2027-07-01', ends_on: '2027-06-30' }]);
      throw undone;
    }),
    undone,
  );
  // The tests below meet it as it was, whichever of the territory came first.
  await begin(one?.beginsOn);
});

test('what was ended before it began keeps nobody from joining again', async () => {
  const body = await byInsee('47008');
  const first = await start(cdg, packages('47008', 'forfait-metiers'), { startsOn: '2027-05-01' });
  await leadToSignature(cdg, first.dossierId, await sirenOf(it, body));
  const { rows } = await read<{ rows: { id: string; beneficiary: { id: string } }[] }>(cdg.manager, cdg.body, '/adhesions/conventions?size=100');
  const mine = rows.find(({ beneficiary }) => beneficiary.id === body.id) ?? assert.fail();
  await asOwner(it, async (client) => {
    for (const table of ['line', 'membership', 'convention'])
      await client.query(`update adhesions.${table} set ends_on = '2027-04-30' where ${table === 'convention' ? 'id' : 'convention_id'} = $1`, [
        mine.id,
      ]);
  });
  const second = await start(cdg, packages('47008', 'forfait-metiers'), { startsOn: '2027-01-01' });
  assert.equal(second.answer.statusCode, 200, second.answer.body);
});

test('whoever’s mandate ends during the dossier acts no more; the next one goes on', async () => {
  const { dossierId } = await start(cdg, packages('47010', 'forfait-technologie'), { startsOn: '2027-01-01' });
  const body = await byInsee('47010');
  const leaving = await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  const secretary = await signedIn(it.app, leaving);
  const move = (caller: typeof secretary, transition: string, facts: object) =>
    post(caller, body, `/dossiers/${dossierId}/moves`, { transition, facts });
  assert.equal((await move(secretary, 'convened', { convenedOn: '2026-11-10', sessionOn: '2026-11-20' })).statusCode, 200);
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-11-21' where person_id = $1`, [leaving.id]));
  it.clock.set('2026-11-22T09:00:00Z');
  const vote = { inOffice: 11, present: 8, represented: 1, for: 9, against: 0 };
  const rejected = { votedOn: '2026-11-20', vote: { ...vote, for: 1, against: 8 } };
  assert.ok([401, 403, 404].includes((await move(secretary, 'rejected', rejected)).statusCode));
  const next = await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
  assert.equal((await move(next, 'rejected', rejected)).statusCode, 200);
  it.clock.set(NOW);
});

test('a whole adhesion is suspended with its territory, once, and comes back as it was', async () => {
  it.clock.set('2027-01-05T09:00:00Z');
  await openDue(it);
  const inOperator = <Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
    inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: gironde.body.id }, work);
  const { id } = jalle.cadre;
  const [commune] = await communesOf(it, jalle.epci);
  assert.ok(commune);
  const suspend = () => inOperator((ctx) => suspendAdhesion(ctx, { id, beginsOn: '2027-01-05', reason: 'Contribution impayée' }));
  await suspend();
  assert.equal(await holds(jalle.epci, 'nas'), false);
  assert.equal(await holds(commune, 'nas'), false);
  await assert.rejects(suspend(), { code: 'adhesions.suspended-already' });
  it.clock.set('2027-01-20T09:00:00Z');
  await inOperator((ctx) => resumeAdhesion(ctx, { id }));
  assert.equal(await holds(jalle.epci, 'nas'), true);
  assert.equal(await holds(commune, 'nas'), true);
  await assert.rejects(
    inOperator((ctx) => resumeAdhesion(ctx, { id })),
    { code: 'adhesions.not-suspended' },
  );
  const told = await asOwner(it, (client) =>
    client.query(
      `select what, count(*)::int from platform.audit_entry where what in ('adhesions.suspended', 'adhesions.resumed') group by 1 order by 1`,
    ),
  );
  assert.deepEqual(told.rows, [
    { what: 'adhesions.resumed', count: 1 },
    { what: 'adhesions.suspended', count: 1 },
  ]);
  it.clock.set(NOW);
});

test('the day of the first commissioning is proposed at the opening, changed by one side, agreed by the other', async () => {
  const body = await byInsee('47015');
  const { dossierId } = await start(cdg, packages('47015', 'forfait-metiers'), { startsOn: '2026-12-14' });
  await leadToSignature(cdg, dossierId, await sirenOf(it, body));
  it.clock.set('2026-12-14T08:00:00Z');
  await openDue(it);
  const secretary = await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
  const manager = await signedIn(it.app, cdg.managerPerson);
  type Days = { rows: { conventionId: string; on: string; status: string; isMine: boolean; history: unknown[] }[] };
  const mine = async () => (await read<Days>(secretary, body, '/adhesions/commissionings')).rows[0] ?? assert.fail();
  const proposed = await mine();
  // Ten working days after Monday 14 December: Christmas and New Year's Day are none.
  assert.equal(proposed.on, '2026-12-29');
  assert.equal(proposed.status, 'proposed');
  const path = `/adhesions/conventions/${proposed.conventionId}/commissioning`;
  const refusedFor = async (on: string) => saidBy(await post(secretary, body, path, { on })).code;
  assert.equal(await refusedFor('2026-12-11'), 'adhesions.commissioning-past');
  assert.equal(await refusedFor('2026-12-25'), 'adhesions.commissioning-day-off');
  assert.equal((await post(secretary, body, path, { on: '2027-01-12', note: 'La secrétaire est absente fin décembre' })).statusCode, 204);
  assert.equal(saidBy(await post(secretary, body, `${path}/agreement`, { on: '2027-01-12' })).code, 'adhesions.commissioning-own');
  assert.equal(saidBy(await post(manager, cdg.body, `${path}/agreement`, { on: '2026-12-29' })).code, 'adhesions.commissioning-changed');
  assert.equal((await post(manager, cdg.body, `${path}/agreement`, { on: '2027-01-12' })).statusCode, 204);
  const agreed = await mine();
  assert.deepEqual([agreed.on, agreed.status, agreed.history.length], ['2027-01-12', 'agreed', 2]);
  it.clock.set(NOW);
});

test('where the tariff brings no commissioning, the operator alone proposes the first day, within the convention', async () => {
  const commune = (await communesOf(it, jalle.epci))[0] ?? assert.fail();
  const [manager, secretary] = [
    await signedIn(it.app, gironde.managerPerson),
    await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }])),
  ];
  type Listed = { rows: { id: string; beneficiary: { id: string } }[] };
  const { rows } = await read<Listed>(manager, gironde.body, '/adhesions/conventions?kind=tripartite&size=100');
  const id = rows.find(({ beneficiary }) => beneficiary.id === commune.id)?.id;
  const path = `/adhesions/conventions/${id}/commissioning`;
  const refusedFor = async (caller: Caller, body: TestBody, on: string) => saidBy(await post(caller, body, path, { on })).code;
  assert.equal(await refusedFor(secretary, commune, '2027-01-14'), 'adhesions.no-commissioning');
  assert.equal(saidBy(await post(manager, gironde.body, `${path}/agreement`, { on: '2027-01-14' })).code, 'adhesions.no-commissioning');
  assert.equal(await refusedFor(manager, gironde.body, '2026-12-31'), 'adhesions.commissioning-before-opening');
  assert.equal((await post(manager, gironde.body, path, { on: '2027-01-14' })).statusCode, 204);
  assert.equal((await post(secretary, commune, `${path}/agreement`, { on: '2027-01-14' })).statusCode, 204);
  const ended = await post(manager, gironde.body, `/adhesions/conventions/${id}/end`, {
    lastOn: '2027-06-30',
    reason: 'Retrait voté par le conseil',
  });
  assert.equal(ended.statusCode, 204, ended.body);
  assert.equal(await refusedFor(manager, gironde.body, '2027-07-01'), 'adhesions.commissioning-after-the-end');
});

test('a dossier opened before editions were named on it names its own, to the operator and to the body', async () => {
  const commune = await byInsee('47157');
  const secretary = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  const { id } = await inContext(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: cdg.body.id }, (ctx) =>
    openDossier(ctx, {
      type: 'adhesions.package',
      title: 'Ancien dossier',
      openingKey: 'ancien',
      facts: { edition: 'cdg47-deux-forfaits', startsOn: '2027-01-01' },
      parties: [{ partyId: commune.id, role: 'member' }],
    }),
  );
  const manager = await signedIn(it.app, cdg.managerPerson);
  for (const [caller, body] of [
    [manager, cdg.body],
    [secretary, commune],
  ] as const) {
    const { about } = await read<{ about: { label: string; value: string }[] }>(caller, body, `/dossiers/${id}`);
    assert.deepEqual(about[0], { label: 'Édition du tarif', value: 'CDG 47, deux forfaits' });
  }
});
