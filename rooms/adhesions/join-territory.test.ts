// SPDX-License-Identifier: EUPL-1.2
/** A body that joins under way: not counted, counted within the column, or on quote and then only under an accepted one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, refusalOf, shipped, type TestOperator } from '#rooms/quotes/testing.ts';
import { conventionOf } from './api.ts';
import { territoryInForce } from './successions/testing.ts';
import type { Tables } from './tables.ts';
import { bodiesWhere, communesOf, COTEAUX, leadToSignature, openAdhesionHouse, post, read } from './testing.ts';

const EDITION = 'gironde-numerique-2017';
let it: TestHouse;
let gironde: TestOperator;
let cadreId: string;
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(
    it,
    'gironde-numerique',
    shipped('gironde-numerique').filter(({ key }) => key === EDITION),
  );
  const epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  const members = await communesOf(it, epci);
  await territoryInForce(it, gironde, { epci, siren: COTEAUX, members, edition: EDITION, beginsOn: '2026-01-01', endsOn: '2028-12-31' });
  const { rows } = await read<{ rows: { id: string }[] }>(gironde.manager, gironde.body, '/adhesions/conventions?kind=cadre');
  cadreId = rows[0]?.id ?? assert.fail();
  // Written without its assemblies, it has no dossier to be linked with, as one that was taken over.
  await asOwner(it, (client) => client.query('update adhesions.convention set dossier_id = null where id = $1', [cadreId]));
});
after(() => it.close());

const join = (bodyId: string, quoteId?: string) =>
  post(gironde.manager, gironde.body, `/adhesions/conventions/${cadreId}/members`, { bodyId, startsOn: '2026-12-01', ...(quoteId && { quoteId }) });

async function declared(name: string, insee: string): Promise<TestBody> {
  const [commune] = await bodiesWhere(it, `insee = '${insee}'`);
  const payload = { name, kind: 'ccas', facts: { parent: commune?.id, serves: [commune?.id] } };
  const answer = await gironde.head({ method: 'POST', url: `/api/o/${gironde.body.slug}/organisations/bodies`, payload });
  return { id: answer.json<{ id: string }>().id, slug: '', name };
}

/** A quote of the territory with this body, its price fixed by hand since the edition prints none; answered or not. */
async function quoted(bodies: readonly object[], isAccepted: boolean): Promise<string> {
  const request = { edition: EDITION, for: { siren: COTEAUX }, bodies, volume: { value: 1, unit: 'To' }, items: [{ offer: 'adhesion-mutualisee' }] };
  const drafted = (await post(gironde.manager, gironde.body, '/quotes', { request })).json<{ id: string; revision: number }>();
  type Lines = { current: { priced: { lines: { offer: string; charge: string; beneficiaries: string[]; amountCents: number | null }[] } } };
  const { current } = await read<Lines>(gironde.manager, gironde.body, `/quotes/${drafted.id}`);
  const open = current.priced.lines.find(({ amountCents }) => amountCents === null);
  const edits = open
    ? [{ line: `${open.offer}/${open.charge}/${open.beneficiaries[0]}`, amountCents: 1_999_900, reason: 'Accord du bureau du syndicat' }]
    : [];
  await post(gironde.manager, gironde.body, `/quotes/${drafted.id}/versions`, { revision: drafted.revision, request, edits });
  const revision = async () => (await read<{ revision: number }>(gironde.manager, gironde.body, `/quotes/${drafted.id}`)).revision;
  const act = async (who: TestOperator['manager'], path: string, payload: object = {}) =>
    post(who, gironde.body, `/quotes/${drafted.id}/${path}`, { revision: await revision(), ...payload });
  await act(gironde.manager, 'submission');
  await act(gironde.head, 'approval', { decision: 'approved' });
  await act(gironde.manager, 'sending');
  const answer = { decision: 'accepted', byName: 'Camille Gabare', byTitle: 'Présidente', act: 'Délibération de principe', reason: '' };
  if (isAccepted) assert.ok((await act(gironde.manager, 'answer', answer)).statusCode < 300);
  return drafted.id;
}

test('a ninth counted body joins under the accepted quote of the territory with it, and under no other', async () => {
  const tresses = await declared('CCAS de Tresses', '33535');
  const registered = { id: 'ccas-de-tresses', name: tresses.name, kind: 'ccas', population: 5_249 };
  assert.equal(refusalOf(await join(tresses.id)), '422 adhesions.recount-on-quote');
  assert.equal(refusalOf(await join(tresses.id, '01890000-0000-7000-8000-000000000000')), '404 adhesions.quote-unknown');
  assert.equal(refusalOf(await join(tresses.id, await quoted([registered], false))), '409 adhesions.quote-not-accepted');
  assert.equal(refusalOf(await join(tresses.id, await quoted([], true))), '422 adhesions.quote-of-another');
  const quoteId = await quoted([registered], true);
  const waiting = async () =>
    (await read<{ rows: { id: string }[] }>(gironde.manager, gironde.body, '/adhesions/quotes-to-open')).rows.map(({ id }) => id);
  assert.ok((await waiting()).includes(quoteId));
  const joined = await join(tresses.id, quoteId);
  assert.equal(joined.statusCode, 200, joined.body);
  assert.equal((await waiting()).includes(quoteId), false, 'the quote has its dossier');
  assert.equal((await join(tresses.id, quoteId)).json<{ isNew: boolean }>().isNew, false);
  await leadToSignature(gironde, joined.json<{ dossierId: string }>().dossierId, COTEAUX);
  const owed = await inContext<Tables, Awaited<ReturnType<typeof conventionOf>>>(
    it.house,
    { actor: { kind: 'job', name: 'essai' }, organisation: gironde.body.id },
    (ctx) => conventionOf(ctx, cadreId),
  );
  assert.deepEqual(
    owed?.amounts.map(({ from, yearlyCents }) => [from, yearlyCents]),
    [
      ['2026-01-01', 1_793_800],
      ['2026-12-01', 1_999_900],
    ],
  );
});
