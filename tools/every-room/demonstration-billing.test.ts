// SPDX-License-Identifier: EUPL-1.2
/** What the demonstration bills: Gironde of 2017 and of today, Lot-et-Garonne. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { demonstrationKey, demonstrationSeed } from './demonstration-seed.ts';
import { rooms } from '#rooms.ts';
import { demonstration } from '#rooms/billing/demonstration.ts';
import { asOwner } from '#rooms/people/testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse(rooms, { seed: demonstrationSeed, settings: { secretKey: demonstrationKey } });
});
after(() => it.close());

const rows = async <Row>(sql: string): Promise<Row[]> => asOwner(it, async (client) => (await client.query(sql)).rows as Row[]); // the columns that each query names

/** Lines of a year, the latest that was billed being 0. */
const billed = async (yearsAgo: number) =>
  (
    await rows<{ payer: string; offer: string; cents: number; vat: number }>(
      `select b.name as payer, p.offer, (-p.amount_cents)::int as cents, p.rate_basis_points as vat
       from billing.posting p join organisations.body b on b.id = p.payer_id
       where p.account = 'revenue' and p.family <> 'credit' and p.year = (select max(year) from billing.posting) - ${yearsAgo}
       order by b.name, p.offer`,
    )
  ).map(({ payer, offer, cents, vat }) => [payer, offer, cents, vat]);

test('bills Gironde of 2017 and of today and Lot-et-Garonne, each line to the cent', async () => {
  assert.deepEqual(await billed(0), [
    // The grid of 2017: 500 Go, then the 17 938 € of the deliberation; the current one: 1,5 To.
    ["CA Bassin d'Arcachon Sud (COBAS)", 'adhesion-mutualisee', 1_537_500, 0],
    ['Carignan-de-Bordeaux', 'numerisation-actes', 82_800, 2000],
    // Taken over from a file, from the year before on.
    ['CC du Fronsadais', 'adhesion-mutualisee', 1_793_800, 0],
    ['CC Jalle-Eau-Bourde', 'adhesion-mutualisee', 1_537_500, 0],
    ['CC les Coteaux Bordelais', 'adhesion-mutualisee', 1_793_800, 0],
    ['CC Les Rives de la Laurence', 'adhesion-mutualisee', 1_398_800, 0],
    ['Duras', 'forfait-metiers', 272_800, 0],
    ['Duras', 'forfait-technologie', 159_700, 0],
    ['Fargues-Saint-Hilaire', 'antivirus', 39_804, 2000],
    ['Lauzun', 'forfait-metiers', 198_400, 0],
    // Taken over from a file: billed as any other.
    ['Lévignac-de-Guyenne', 'forfait-technologie', 116_600, 0],
    ['Loupes', 'certificat-electronique', 52_500, 2000],
    ['Marmande', 'forfait-metiers', 757_400, 0],
    ['Marmande', 'forfait-technologie', 471_200, 0],
    ['Marmande', 'journee', 20_000, 0],
    ['Nérac', 'forfait-technologie', 375_500, 0],
    ['Pardaillan', 'forfait-metiers', 146_700, 0],
    ['Pompignac', 'ecoles-numeriques', 400_000, 2000],
    ['Soumensac', 'forfait-metiers', 111_900, 0],
    ['Soumensac', 'forfait-technologie', 67_600, 0],
    ['Tresses', 'alerte-sms', 14_400, 2000],
  ]);
  assert.deepEqual(
    await billed(1),
    [
      ['Carignan-de-Bordeaux', 'numerisation-actes', 110_400, 2000],
      ['CC du Fronsadais', 'adhesion-mutualisee', 1_793_800, 0],
      ['Lévignac-de-Guyenne', 'forfait-technologie', 116_600, 0],
      ['Pardaillan', 'forfait-metiers', 146_700, 0],
      ['Pompignac', 'ecoles-numeriques', 320_000, 2000],
      ['Soumensac', 'forfait-metiers', 111_900, 0],
      ['Soumensac', 'forfait-technologie', 67_600, 0],
      ['Tresses', 'alerte-sms', 10_800, 2000],
    ],
    'the year before, to compare with',
  );
});

test('every document is what was issued, every posting balances, every series is whole', async () => {
  const [sums] = await rows<{ balance: string; gaps: string }>(
    `select (select sum(amount_cents) from billing.posting)::text as balance,
       (select count(*) from (select sequence - row_number() over (partition by organisation_id, kind, year order by sequence) as gap from billing.document) g where gap <> 0)::text as gaps`,
  );
  assert.deepEqual(sums, { balance: '0', gaps: '0' });
  const states = await rows<{ what: string }>('select distinct what from billing.happening order by 1');
  assert.deepEqual(
    states.map(({ what }) => what),
    ['contest-settled', 'contested', 'credited', 'issued', 'payment', 'reminder', 'titre', 'titre-rejected'],
  );
});

test('loading it again bills nothing more', async () => {
  const count = (): Promise<{ count: string }[]> => rows('select count(*)::text as count from billing.document');
  const before = await count();
  await demonstration(it.house);
  assert.deepEqual(await count(), before);
});
