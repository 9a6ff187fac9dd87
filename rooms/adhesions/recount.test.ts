// SPDX-License-Identifier: EUPL-1.2
/** A body that joins under way: the territory is counted again, and its papers and what it owes say the same amount from the same day. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import { needs } from '#platform/testing/peer.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { conventionOf } from './api.ts';
import { bodiesWhere, communesOf, leadToSignature, openAdhesionHouse, post, read, sirenOf } from './testing.ts';
import { territoryInForce } from './successions/testing.ts';
import type { Tables } from './tables.ts';

const TWELVE = '243301181'; // twelve communes; the current edition prices up to ten, then up to fifteen
let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let joiners: TestBody[];
let cadreId: string;
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  epci = (await bodiesWhere(it, `siren = '${TWELVE}'`))[0] ?? assert.fail();
  const communes = await communesOf(it, epci);
  joiners = communes.slice(9);
  const members = communes.slice(0, 9);
  await territoryInForce(it, gironde, {
    epci,
    siren: TWELVE,
    members,
    edition: 'gironde-numerique-courante',
    beginsOn: '2027-01-01',
    endsOn: '2029-12-31',
  });
  type Listed = { rows: { id: string; payer: { id: string } }[] };
  const { rows } = await read<Listed>(gironde.manager, gironde.body, '/adhesions/conventions?kind=cadre');
  cadreId = rows.find(({ payer }) => payer.id === epci.id)?.id ?? assert.fail();
  // As one that was taken over: no dossier led to it.
  await asOwner(it, (client) => client.query('update adhesions.convention set dossier_id = null where id = $1', [cadreId]));
});
after(() => it.close());

const amounts = async () =>
  (
    await inContext<Tables, Awaited<ReturnType<typeof conventionOf>>>(
      it.house,
      { actor: { kind: 'job', name: 'essai' }, organisation: gironde.body.id },
      (ctx) => conventionOf(ctx, cadreId),
    )
  )?.amounts.map(({ from, yearlyCents }) => `${from} ${yearlyCents}`);
const join = (body: TestBody, startsOn: string, more: object = {}) =>
  post(gironde.manager, gironde.body, `/adhesions/conventions/${cadreId}/members`, { bodyId: body.id, startsOn, ...more });
const paper = async (dossierId: string): Promise<string> => {
  const pdf = await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/dossiers/${dossierId}/documents/convention/pdf` });
  assert.equal(pdf.statusCode, 200, pdf.body);
  return execFileSync('pdftotext', ['-', '-'], { input: pdf.rawPayload, encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
};

const opened = async (body: TestBody, startsOn: string): Promise<string> => {
  const answer = await join(body, startsOn);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().dossierId;
};
const signed = async (body: TestBody, dossierId: string) => leadToSignature(gironde, dossierId, await sirenOf(it, body));

test('the tenth changes nothing; another that was counted as the tenth is counted again when it signs, and refused for what its papers say', async () => {
  const [tenth = assert.fail(), eleventh = assert.fail()] = joiners;
  assert.deepEqual(await amounts(), ['2027-01-01 1398800']);
  const first = await opened(tenth, '2027-05-01');
  const second = await opened(eleventh, '2027-05-15');
  assert.match(await paper(first), /reste de 13 988,00 € par an à compter du 1er mai 2027 \(10 collectivités comptées\)/);
  await signed(tenth, first);
  assert.deepEqual(await amounts(), ['2027-01-01 1398800']);
  await assert.rejects(signed(eleventh, second), /recount-moved.*16.786,00.€ au lieu de 13.988,00.€/s);
  const given = await post(gironde.manager, gironde.body, `/dossiers/${second}/moves`, {
    transition: 'abandoned',
    facts: { why: 'Le territoire a changé' },
  });
  assert.equal(given.statusCode, 200, given.body);
});

test(
  'the eleventh moves the territory to the next column from its own first day: paper, register and what is owed say so, and the twelfth nothing more',
  needs('pdftotext', 'poppler-utils'),
  async () => {
    const [, eleventh = assert.fail(), twelfth = assert.fail()] = joiners;
    const dossierId = await opened(eleventh, '2027-05-16');
    assert.match(await paper(dossierId), /passe de 13 988,00 € à 16 786,00 € par an à compter du 16 mai 2027 \(11 collectivités comptées\)/);
    await signed(eleventh, dossierId);
    assert.deepEqual(await amounts(), ['2027-01-01 1398800', '2027-05-16 1678600']);
    const page = await read<{ history: { says: string }[] }>(gironde.manager, gironde.body, `/adhesions/conventions/${cadreId}`);
    assert.ok(
      page.history.some(({ says }) => /16\s786,00\s€ par an à compter du 16 mai 2027/.test(says)),
      JSON.stringify(page.history),
    );
    const last = await opened(twelfth, '2027-06-01');
    assert.match(await paper(last), /reste de 16 786,00 € par an à compter du 1er juin 2027 \(12 collectivités comptées\)/);
    await signed(twelfth, last);
    assert.deepEqual(await amounts(), ['2027-01-01 1398800', '2027-05-16 1678600']);
    const readOn = async (on: string) =>
      (await read<{ yearlyCents: number }>(gironde.manager, gironde.body, `/adhesions/conventions/${cadreId}?on=${on}`)).yearlyCents;
    assert.deepEqual([await readOn('2027-05-15'), await readOn('2027-05-16')], [1_398_800, 1_678_600]);
    const territories = await read<{ rows: { yearlyCents: number; alerts: { code: string }[] }[] }>(
      gironde.manager,
      gironde.body,
      '/adhesions/territories?on=2027-06-01',
    );
    assert.equal(territories.rows[0]?.yearlyCents, 1_678_600);
    assert.ok(!JSON.stringify(territories.rows[0]).includes('recomptage'));
  },
);

test('those who leave bring the territory back to the column before, from the day after; one that leaves sooner moves that day, and one that joins again is counted again', async () => {
  const [tenth = assert.fail(), eleventh = assert.fail(), twelfth = assert.fail()] = joiners;
  const leaves = async (body: TestBody, lastOn: string) => {
    type Listed = { rows: { id: string; kind: string; beneficiary: { id: string } }[] };
    const { rows } = await read<Listed>(gironde.manager, gironde.body, `/adhesions/conventions?kind=tripartite&size=100&on=${lastOn}`);
    const id = rows.find(({ beneficiary }) => beneficiary.id === body.id)?.id;
    const ended = await post(gironde.manager, gironde.body, `/adhesions/conventions/${id}/end`, { lastOn, reason: 'Retrait voté par le conseil' });
    assert.equal(ended.statusCode, 204, ended.body);
  };
  await leaves(tenth, '2027-08-31');
  assert.deepEqual(await amounts(), ['2027-01-01 1398800', '2027-05-16 1678600']);
  await leaves(eleventh, '2027-09-30');
  assert.deepEqual(await amounts(), ['2027-01-01 1398800', '2027-05-16 1678600', '2027-10-01 1398800']);
  await leaves(twelfth, '2027-06-30');
  assert.deepEqual(await amounts(), ['2027-01-01 1398800', '2027-05-16 1678600', '2027-09-01 1398800']);
  const page = await read<{ yearlyCents: number; history: { says: string }[] }>(
    gironde.manager,
    gironde.body,
    `/adhesions/conventions/${cadreId}?on=2027-09-01`,
  );
  assert.equal(page.yearlyCents, 1_398_800);
  assert.ok(
    page.history.some(({ says }) => /ramenée à 13\s988,00\s€ par an à compter du 1er septembre 2027/.test(says)),
    JSON.stringify(page.history),
  );
  // Ten until the end of September: one more makes eleven for that month alone.
  await signed(tenth, await opened(tenth, '2027-09-15'));
  assert.deepEqual(await amounts(), ['2027-01-01 1398800', '2027-05-16 1678600', '2027-09-01 1398800', '2027-09-15 1678600', '2027-10-01 1398800']);
});
