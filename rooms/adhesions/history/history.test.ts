// SPDX-License-Identifier: EUPL-1.2
/** As of any date: who was a member, counted or not, with which services, for how much. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { makePerson, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { loadTestEditions } from '#rooms/catalogue/testing.ts';
import { makeOperator, shipped, type TestOperator } from '#rooms/quotes/testing.ts';
import { conventionOf, conventionsOwing, membershipsOn, rostersOn } from '../api.ts';
import { endConvention } from '../end-convention.ts';
import { acceptQuote, bodiesWhere, communesOf, COTEAUX, leadToSignature, openAdhesionHouse, openDue, post, read, sirenOf } from '../testing.ts';
import type { Tables } from '../tables.ts';

let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let cadreId: string;
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(
    it,
    'gironde-numerique',
    shipped('gironde-numerique').filter(({ key }) => key === 'gironde-numerique-2017'),
  );
  epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
});
after(() => it.close());

const inOperator = <Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
  inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: gironde.body.id }, work);

test('a territory of eight owes 17 938 € a year under the edition of 2017', async () => {
  const request = {
    edition: 'gironde-numerique-2017',
    for: { siren: COTEAUX },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  };
  const quoteId = await acceptQuote(gironde, request);
  const started = (await post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2027-01-01' })).json();
  await leadToSignature(gironde, started.dossierId, COTEAUX);
  const communes = await communesOf(it, epci);
  for (const { dossierId, body } of started.linked)
    await leadToSignature(gironde, dossierId, await sirenOf(it, communes.find(({ name }) => name === body) ?? assert.fail(body)));
  const owed = await inOperator((ctx) => conventionsOwing(ctx, { from: '2027-01-01', until: '2027-12-31' }));
  assert.equal(owed.length, 9);
  const cadre = owed.find(({ kind }) => kind === 'cadre') ?? assert.fail();
  cadreId = cadre.id;
  assert.deepEqual(cadre.amounts, [{ from: '2027-01-01', yearlyCents: 1_793_800, says: 'Convention CC-2026-0001', by: 'CC-2026-0001' }]);
  assert.deepEqual(
    owed.filter(({ kind }) => kind === 'tripartite').flatMap(({ amounts }) => amounts),
    [],
  );
  assert.equal((await inOperator((ctx) => conventionsOwing(ctx, { from: '2026-01-01', until: '2026-12-31' }))).length, 0);
});

test('P-031: what was subscribed under 2017 keeps 17 938 € once the current edition is in force', async () => {
  const current = shipped('gironde-numerique').filter(({ key }) => key === 'gironde-numerique-courante');
  await loadTestEditions(it, gironde.body, current, { proposer: gironde.managerPerson, second: gironde.headPerson });
  it.clock.set('2027-01-01T06:00:00Z');
  await openDue(it);
  const kept = await inOperator((ctx) => conventionOf(ctx, cadreId));
  assert.equal(kept?.edition, 'gironde-numerique-2017');
  assert.equal(kept?.amounts.at(-1)?.yearlyCents, 1_793_800);
  const later = (await inOperator((ctx) => rostersOn(ctx, [{ payerId: epci.id, on: '2028-06-01' }]))).get(epci.id);
  assert.deepEqual([later?.edition, later?.counted], ['gironde-numerique-2017', 8]);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('says of any day who was a member, counted or not, with which services', async () => {
  const before = await inOperator((ctx) => membershipsOn(ctx, { on: '2026-12-31' }));
  assert.equal(before.total, 0);
  const then = await inOperator((ctx) => membershipsOn(ctx, { on: '2027-01-01', payerId: epci.id }));
  assert.equal(then.total, 9);
  const own = then.rows.find(({ body }) => body.id === epci.id);
  assert.equal(own?.isCounted, null);
  assert.equal(then.rows.filter(({ isCounted }) => isCounted).length, 8);
  assert.ok(then.rows.every(({ services }) => services.length > 5));
  const [commune] = await communesOf(it, epci);
  assert.ok(commune);
  const secretary = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  const seen = await read<{ total: number; rows: { body: { id: string } }[] }>(secretary, commune, '/adhesions/as-of?on=2027-03-01');
  assert.deepEqual(
    seen.rows.map(({ body }) => body.id),
    [commune.id],
  );
});

test('what ended stays where it was, and a body keeps its history', async () => {
  const [commune] = await communesOf(it, epci);
  const { rows } = await inOperator((ctx) => membershipsOn(ctx, { on: '2027-01-01', bodyId: commune?.id ?? '' }));
  const tripartite = rows[0]?.convention.id ?? assert.fail();
  await inOperator((ctx) => endConvention(ctx, { id: tripartite, lastOn: '2027-06-30', reason: 'Retrait voté par le conseil' }));
  const count = async (on: string) => (await inOperator((ctx) => membershipsOn(ctx, { on, payerId: epci.id }))).total;
  assert.equal(await count('2027-06-30'), 9);
  assert.equal(await count('2027-07-01'), 8);
  const history = await read<{ rows: { what: string; on: string }[] }>(gironde.manager, gironde.body, `/adhesions/bodies/${commune?.id}/history`);
  assert.deepEqual(history.rows.map(({ what, on }) => `${what} ${on}`).sort(), [
    'concluded 2026-11-21',
    'ended 2026-11-21',
    'ends 2027-06-30',
    'opens 2027-01-01',
  ]);
});
