// SPDX-License-Identifier: EUPL-1.2
/** What the operator follows of the adhesions under way, and what it is shown before it opens one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import room from '../room.ts';

let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let quoteId: string;
before(async () => {
  it = await openTestHouse([...quoteRooms, rights, dossiers, room], { seed: nationalRegister });
  gironde = await makeOperator(it, 'gironde-numerique');
  [epci] = (await asOwner(it, (client) => client.query(`select id, slug, name from organisations.body where siren = '243301355'`))).rows;
  quoteId = await acceptedQuote();
});
after(() => it.close());

const post = (path: string, payload: object, caller: Caller = gironde.manager, body: TestBody = gironde.body) =>
  caller({ method: 'POST', url: `/api/o/${body.slug}${path}`, payload });
const get = async (path: string, caller: Caller = gironde.manager) => (await caller({ url: `/api/o/${gironde.body.slug}${path}` })).json();

async function acceptedQuote(): Promise<string> {
  const request = {
    edition: 'gironde-numerique-2017',
    for: { siren: '243301355' },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  };
  const { id, revision } = (await post('/quotes', { request })).json();
  await post(`/quotes/${id}/submission`, { revision });
  await post(`/quotes/${id}/approval`, { revision: revision + 1, decision: 'approved' }, gironde.head);
  await post(`/quotes/${id}/sending`, { revision: revision + 2 });
  const answer = { revision: revision + 3, decision: 'accepted', byName: 'Camille Gabare', byTitle: 'Présidente', act: '', reason: '' };
  const answered = await post(`/quotes/${id}/answer`, answer);
  assert.ok(answered.statusCode < 300, answered.body);
  return id;
}

test('proposes three years, and shows who would deliberate with how many jours francs, before anything is written', async () => {
  const waiting = await get('/adhesions/quotes-to-open');
  assert.deepEqual(
    waiting.rows.map(({ id, isTerritory }: { id: string; isTerritory: boolean }) => [id, isTerritory]),
    [[quoteId, true]],
  );
  const preview = (await post('/adhesions/preview', { quoteId })).json();
  assert.deepEqual([preview.startsOn, preview.endsOn], ['2027-01-01', '2029-12-31']);
  assert.equal(preview.quote.yearlyCents, 1_793_800);
  assert.equal(preview.opens.length, 9);
  assert.equal(preview.opens[0].joursFrancs, 5);
  assert.deepEqual(new Set(preview.opens.map(({ joursFrancs }: { joursFrancs: number }) => joursFrancs)), new Set([3, 5]));
  assert.ok(preview.opens.every(({ dossier }: { dossier: unknown }) => dossier === null));
  assert.equal((await get('/dossiers')).total, 0);
  assert.equal((await post('/adhesions/preview', { quoteId, startsOn: '2026-01-01' })).json().code, 'adhesions.starts-in-the-past');
});

test('puts each dossier in its step, counts them and sums what they are worth', async () => {
  const { dossierId } = (await post('/adhesions', { quoteId, startsOn: '2027-01-01', endsOn: '2029-12-31' })).json();
  assert.deepEqual((await get('/adhesions/quotes-to-open')).rows, []);
  const again = (await post('/adhesions/preview', { quoteId, startsOn: '2027-01-01' })).json();
  assert.equal(again.opens[0].dossier.id, dossierId);
  await post(`/dossiers/${dossierId}/moves`, { transition: 'commission-skipped', facts: { commissionSkipped: 'Aucune commission' } });
  const colleague = await makePerson(it, [{ in: gironde.body, roles: ['dgs'] }]);
  const given = await gironde.manager({
    method: 'PUT',
    url: `/api/o/${gironde.body.slug}/dossiers/${dossierId}/assignee`,
    payload: { personId: colleague.id },
  });
  assert.equal(given.statusCode, 204, given.body);
  const board = await get('/adhesions/pipeline');
  const [territory, tripartite, pack] = board.types;
  assert.deepEqual([territory.count, territory.cents, tripartite.count, pack.count], [1, 1_793_800, 8, 0]);
  const column = territory.columns.find(({ step }: { step: string }) => step === 'bureau');
  assert.equal(column.cards[0].body, epci.name);
  assert.equal(column.cards[0].mustAct, epci.name);
  assert.equal(column.cards[0].yearlyCents, 1_793_800);
  assert.equal(column.cards[0].assignee, 'Camille Essai');
  assert.ok(!territory.columns.some(({ step }: { step: string }) => step === 'concluded'));
  const full = tripartite.columns.find(({ count }: { count: number }) => count > 0);
  assert.deepEqual([full.count, full.cards.length], [8, 6], 'a full column shows its first ones and counts them all');
  assert.equal(board.assignees.length, 1);
  assert.deepEqual(board.payers, [{ id: epci.id, name: epci.name }]);
  const counts = async (query: string) =>
    (await get(`/adhesions/pipeline?${query}`)).types
      .filter(({ type }: { type: string }) => type !== 'adhesions.rider')
      .map(({ count }: { count: number }) => count);
  assert.deepEqual(await counts(`assignee=${colleague.id}`), [1, 0, 0]);
  assert.deepEqual(await counts('assignee=nobody'), [0, 8, 0]);
  assert.deepEqual(await counts(`payer=${epci.id}`), [1, 8, 0]);
  assert.deepEqual(await counts(`payer=${gironde.body.id}`), [0, 0, 0]);
  assert.deepEqual(await counts('type=adhesions.tripartite'), [8]);
  assert.deepEqual(await counts('q=tresses'), [0, 1, 0]);
});

test('counts the days in a step and says what is late', async () => {
  const { rows } = await get('/adhesions/pipeline/list?q=tresses');
  const { id } = rows[0];
  const put = await gironde.manager({
    method: 'PUT',
    url: `/api/o/${gironde.body.slug}/dossiers/${id}/due`,
    payload: { dueOn: '2026-11-25', reason: 'Conseil du 1er décembre' },
  });
  assert.equal(put.statusCode, 204, put.body);
  it.clock.set('2026-12-01T09:00:00Z');
  const later = await signedIn(it.app, gironde.managerPerson);
  const late = await get('/adhesions/pipeline/list?late=true', later);
  assert.deepEqual(
    late.rows.map((row: { id: string; days: number; isLate: boolean }) => [row.id, row.days, row.isLate]),
    [[id, 10, true]],
  );
  const board = await get('/adhesions/pipeline', later);
  assert.equal(board.types[1].late, 1);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('is the operator’s: a member that may read its own dossiers sees no pipeline', async () => {
  const dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  assert.equal((await dgs({ url: `/api/o/${epci.slug}/adhesions/pipeline` })).statusCode, 403);
});

test('says who of a territory may still join its cadre', async () => {
  assert.deepEqual((await get('/adhesions/cadres')).rows, []);
});
