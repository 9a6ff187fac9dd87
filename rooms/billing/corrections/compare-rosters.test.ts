// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OwedConvention } from '#rooms/adhesions/api.ts';
import { compareRosters } from './compare-rosters.ts';

const cadre: OwedConvention = {
  id: 'c',
  number: 'C-2026-0001',
  kind: 'cadre',
  payerId: 'epci',
  beneficiaryId: 'epci',
  edition: 'gironde-2017',
  quoteNumber: null,
  beginsOn: '2026-01-01',
  endsOn: null,
  openedAt: null,
  amounts: [{ from: '2026-01-01', yearlyCents: 1_398_800, says: 'Convention C-2026-0001', by: 'C-2026-0001' }],
  lines: [],
  proofs: {},
};
const body = (id: string) => ({ id, name: `Commune ${id}` });
const billed = [{ payerId: 'epci', documentId: 'd', number: 'AP-2026-0001', counted: [body('a'), body('b')] }];
const compare = (now: readonly ReturnType<typeof body>[], conventions = [cadre]) =>
  compareRosters({ billed, now: new Map([['epci', now]]), conventions, year: 2026, prorata: 'none' });

test('says nothing of a territory that counts whom its call counted', () => {
  assert.deepEqual(compare([body('b'), body('a')]), []);
});

test('tells who came and who left, and that the amount of the convention is the same', () => {
  const [found] = compare([body('b'), body('c')]);
  assert.equal(found?.act, 'none');
  assert.match(found?.says ?? '', /2 ; aujourd’hui : 2 ; arrivée : Commune c ; départ : Commune a ; le montant annuel de la convention est le même/);
});

test('tells from which day the year costs more where a recount moved it', () => {
  const moved = { ...cadre, amounts: [...cadre.amounts, { from: '2026-06-01', yearlyCents: 2_050_000, says: 'Recomptage', by: 'C-2' }] };
  const [found] = compare([body('a'), body('b'), body('c')], [moved]);
  assert.match(found?.says ?? '', /de 13\s988,00\s€ à 20\s500,00\s€ à compter du 01\/06\/2026, sans prorata/);
});
