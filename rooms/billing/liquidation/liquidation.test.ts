// SPDX-License-Identifier: EUPL-1.2
/** The rules of what is owed, without a database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { OwedConvention, OwedLine } from '#rooms/adhesions/api.ts';
import type { BillingSettings } from '../contract/settings.ts';
import { makeAvoir } from '../documents/make-avoir.ts';
import { makeDocument } from '../documents/make-document.ts';
import { postingsOf } from '../documents/postings-of.ts';
import { isSiret, siretOf } from '../payers/siret.ts';
import { defaultSettings } from '../settings/read-settings.ts';
import { conventionLines } from './convention-lines.ts';
import type { DueLine } from './due-line.ts';
import { explain } from './explain.ts';
import { instalmentsOf } from './instalments.ts';
import { schoolFee } from './school-fee.ts';
import { partOf, slicesOf } from './slices.ts';
import { sumTotals, vatTotals } from './totals.ts';

const EPCI = '00000000-0000-7000-8000-000000000001';

const line = (more: Partial<OwedLine> & { everyYears?: number | null; firstYear?: number; treatment?: string } = {}): OwedLine => ({
  id: 'l1',
  beneficiaryId: EPCI,
  offer: 'adhesion-mutualisee',
  label: 'Adhésion',
  edition: 'e',
  inputs: {},
  yearlyCents: 1_200_000,
  beginsOn: '2026-03-01',
  endsOn: null,
  proof: {
    due: { firstYear: more.firstYear ?? 1, everyYears: more.everyYears === undefined ? 1 : more.everyYears },
    treatment: more.treatment ?? 'exempt',
    vatBps: 2000,
    why: [],
  },
  ...more,
});
const convention = (lines: readonly OwedLine[], more: Partial<OwedConvention> = {}): OwedConvention => ({
  id: 'c1',
  number: 'CC-1',
  kind: 'cadre',
  payerId: EPCI,
  beneficiaryId: EPCI,
  edition: 'e',
  quoteNumber: null,
  beginsOn: '2026-03-01',
  endsOn: null,
  openedAt: null,
  amounts: [{ from: '2026-03-01', yearlyCents: 1_200_000, says: 'Convention CC-1', by: 'CC-1' }],
  lines,
  proofs: {},
  ...more,
});
const billed = (one: OwedConvention, year: number, prorata: BillingSettings['prorata'] = 'none'): DueLine[] =>
  conventionLines({
    convention: one,
    period: { from: `${year}-01-01`, until: `${year}-12-31` },
    settings: { ...defaultSettings, prorata },
    offerLabel: () => 'Adhésion',
  });
const cents = (lines: readonly DueLine[]): number => lines.reduce((sum, { netCents }) => sum + (netCents ?? 0), 0);

test('three years from March are three whole amounts without prorata, and the same sum by months or days over four calls', () => {
  const three = convention([line({ endsOn: '2029-02-28' })], { endsOn: '2029-02-28' });
  const years = [2026, 2027, 2028, 2029, 2030];
  assert.deepEqual(
    years.map((year) => cents(billed(three, year))),
    [1_200_000, 1_200_000, 1_200_000, 0, 0],
  );
  assert.deepEqual(
    years.map((year) => cents(billed(three, year, 'month'))),
    [1_000_000, 1_200_000, 1_200_000, 200_000, 0],
  );
  assert.equal(
    years.reduce((sum, year) => sum + cents(billed(three, year, 'day')), 0),
    3_600_000,
  );
});

test('a body that leaves in the year owes it whole unless the operator shares it out', () => {
  const left = convention([line({ beginsOn: '2026-01-01', endsOn: '2026-06-30' })], { beginsOn: '2026-01-01', endsOn: '2026-06-30' });
  assert.equal(cents(billed(left, 2026)), 1_200_000);
  assert.equal(cents(billed(left, 2026, 'month')), 600_000);
  assert.equal(cents(billed(left, 2026, 'day')), Math.round((1_200_000 * 181) / 365));
});

test('a fee is due once, a subscription « année 2 » from the second year, a three-year price at its start', () => {
  const lines = [
    line({ id: 'fee', label: 'Frais', yearlyCents: 155_000, everyYears: null, treatment: 'taxed' }),
    line({ id: 'sub', label: 'Abonnement', yearlyCents: 30_000, firstYear: 2, treatment: 'taxed' }),
    line({ id: 'term', label: 'Licence 3 ans', yearlyCents: 3_317, everyYears: 3, treatment: 'taxed' }),
  ];
  const one = convention(lines, { kind: 'package', amounts: [] });
  const families = (year: number) => billed(one, year, 'month').map(({ family, netCents }) => `${family} ${netCents}`);
  assert.deepEqual(families(2026), ['access-fee 155000', 'term 3317']);
  assert.deepEqual(families(2027), ['subscription 25000'], 'ten months of the second year');
  assert.deepEqual(
    billed(one, 2027).map(({ netCents }) => netCents),
    [30_000],
  );
  assert.deepEqual(
    billed(one, 2029).map(({ family }) => family),
    ['subscription', 'term'],
  );
});

test('a recount moves the next call without prorata, and adds a line for the rest of the year with it', () => {
  const amounts = [
    { from: '2026-01-01', yearlyCents: 1_200_000, says: 'Convention CC-1', by: 'CC-1' },
    { from: '2026-07-01', yearlyCents: 1_440_000, says: 'Recomptage par la convention CT-9', by: 'CT-9' },
  ];
  const one = convention([line({ beginsOn: '2026-01-01' })], { beginsOn: '2026-01-01', amounts });
  assert.deepEqual([cents(billed(one, 2026)), cents(billed(one, 2027))], [1_200_000, 1_440_000]);
  const shared = billed(one, 2026, 'month');
  assert.deepEqual(
    shared.map(({ netCents }) => netCents),
    [1_200_000, 120_000],
  );
  assert.match(shared[1]?.detail ?? '', /Recomptage par la convention CT-9, 6 mois sur 12/);
  assert.equal(cents(billed(one, 2027, 'month')), 1_440_000);
});

test('a package changed in the year is not billed whole twice', () => {
  const one = convention(
    [
      line({ id: 'old', offer: 'forfait-metiers', beginsOn: '2026-03-01', endsOn: '2026-08-31', treatment: 'to-qualify' }),
      line({ id: 'new', offer: 'forfait-technologie', yearlyCents: 900_000, beginsOn: '2026-09-01', treatment: 'to-qualify' }),
    ],
    { kind: 'package', amounts: [] },
  );
  assert.deepEqual(
    billed(one, 2026).map(({ offer }) => offer),
    ['forfait-metiers'],
  );
  assert.deepEqual(
    billed(one, 2027).map(({ offer, from }) => [offer, from]),
    [['forfait-technologie', '2027-03-01']],
  );
});

test('a convention that nothing details owes what its register says', () => {
  const taken = convention([], { amounts: [{ from: '2026-03-01', yearlyCents: 321_00, says: '', by: 'CC-1' }] });
  assert.deepEqual(
    billed(taken, 2026).map(({ netCents, label }) => [netCents, label]),
    [[321_00, 'Adhésion']],
  );
});

test('an unqualified price follows the regime that the operator set', () => {
  const one = convention([line({ treatment: 'to-qualify' })], { kind: 'package' });
  assert.deepEqual(
    billed(one, 2026).map(({ kind, vatCode }) => [kind, vatCode]),
    [['appel', 'O']],
  );
  const taxed = { ...defaultSettings, unqualified: { kind: 'facture' as const, vatCode: 'S' as const, note: '' } };
  const [first] = conventionLines({ convention: one, period: { from: '2026-01-01', until: '2026-12-31' }, settings: taxed, offerLabel: () => '' });
  assert.deepEqual([first?.kind, first?.vatCode, first?.rateBasisPoints], ['facture', 'S', 2000]);
});

test('parts of a year never lose or make a cent more than one, whatever the day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000_000 }),
      fc.integer({ min: 0, max: 364 }),
      fc.constantFrom('month' as const, 'day' as const),
      (yearly, shift, prorata) => {
        const anchor = Temporal.PlainDate.from('2025-01-01').add({ days: shift }).toString();
        const ends = Temporal.PlainDate.from(anchor).add({ years: 2 }).subtract({ days: 1 }).toString();
        const years = [2025, 2026, 2027].flatMap((year) =>
          slicesOf({
            anchor,
            begins: anchor,
            ends,
            due: { firstYear: 1, everyYears: 1 },
            period: { from: `${year}-01-01`, until: `${year}-12-31` },
            prorata,
          }),
        );
        const sum = years.reduce((total, { part }) => total + partOf(yearly, part), 0);
        return Math.abs(sum - 2 * yearly) <= 2;
      },
    ),
  );
});

test('P-077 to P-082: the fee of a school order is that of the whole order, both ends of 6 % included', () => {
  const fees: [number, number][] = [
    [5_000_000, 400_000],
    [9_999_999, 800_000],
    [10_000_000, 600_000],
    [25_000_000, 1_500_000],
    [100_000_000, 6_000_000],
    [100_000_001, 4_000_000],
  ];
  for (const [order, fee] of fees) assert.equal(schoolFee(order).cents, fee, `${order}`);
  assert.equal(schoolFee(7_500_000).cheaperFromCents, null);
  assert.equal(schoolFee(7_600_000).cheaperFromCents, 10_000_000);
  assert.equal(schoolFee(66_700_000).cheaperFromCents, 100_000_001);
  assert.throws(() => schoolFee(0), /positive/);
  assert.throws(() => schoolFee(-5), /positive/);
});

test('VAT is worked out once per rate on the total, half-up', () => {
  const taxed = [1_667, 1_667, 1_667].map((netCents) => ({ netCents, vatCode: 'S' as const, rateBasisPoints: 2000 }));
  const totals = vatTotals([...taxed, { netCents: 100, vatCode: 'E', rateBasisPoints: 0 }], defaultSettings);
  assert.deepEqual(sumTotals(totals), { netCents: 5_101, vatCents: 1_000, grossCents: 6_101 });
  assert.match(totals.find(({ code }) => code === 'E')?.reason ?? '', /261 B/);
});

test('instalments lose no cent, and one that is past falls on the due date', () => {
  const rules = [
    { dueOn: '03-31', percent: 34 },
    { dueOn: '06-30', percent: 33 },
    { dueOn: '09-30', percent: 33 },
  ];
  const made = instalmentsOf(100_001, rules, { issuedOn: '2026-05-02', dueOn: '2026-06-01', year: 2026 });
  assert.deepEqual(
    made.map(({ dueOn }) => dueOn),
    ['2026-06-01', '2026-06-30', '2026-09-30'],
  );
  assert.equal(
    made.reduce((sum, { amountCents }) => sum + amountCents, 0),
    100_001,
  );
  assert.deepEqual(instalmentsOf(100, rules.slice(0, 1), { issuedOn: '2026-05-02', dueOn: '2026-06-01', year: 2026 }), []);
});

test('tells a SIRET from fourteen digits, and makes one', () => {
  assert.equal(isSiret('24330135500013'), isSiret(siretOf('243301355', '0001')) && siretOf('243301355', '0001') === '24330135500013');
  assert.equal(isSiret('35600000000048'), true, 'La Poste');
  assert.equal(isSiret('24330135500000'), siretOf('243301355', '0000') === '24330135500000');
  assert.equal(isSiret('2433013550001'), false);
});

test('explains what is new, gone, dearer and unchanged, the largest move first', () => {
  const now = (lineKey: string, netCents: number, more: Partial<DueLine> = {}): DueLine => ({
    ...(billed(convention([line()]), 2026)[0] ?? assert.fail()),
    lineKey,
    label: lineKey,
    netCents,
    ...more,
  });
  const before = (lineKey: string, amount: number, basis = {}) => ({ lineKey, label: lineKey, cents: amount, basis });
  const told = explain(
    [now('a', 500, { edition: 'f' }), now('b', 100), now('c', 70)],
    [before('a', 300, { edition: 'e' }), before('b', 100), before('d', 900, { until: '2026-06-30' })],
    2027,
  );
  assert.deepEqual(
    told.map(({ label, nature }) => [label, nature]),
    [
      ['d', 'gone'],
      ['a', 'more'],
      ['c', 'new'],
      ['b', 'same'],
    ],
  );
  assert.match(told[0]?.says ?? '', /finissait le 30\/06\/2026/);
  assert.match(told[1]?.says ?? '', /édition du catalogue e → f/);
});

const address = {
  name: 'Op',
  siren: null,
  siret: null,
  vatNumber: null,
  legalForm: '',
  address: null,
  contact: { name: '', phone: '', email: '' },
  payment: { iban: null, bic: null, accountant: '' },
};
const payer = { bodyId: EPCI, name: 'Payeur', kind: 'commune', siren: null, siret: null, address: null, engagement: null, serviceCode: null };

test('avoirs in any order and parts bring a document back to nothing, VAT included', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ netCents: fc.integer({ min: 1, max: 1_000_000 }), rate: fc.constantFrom(2000, 550, 0) }), { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat(100)),
      (parts, dice) => {
        const lines = parts.map(({ netCents, rate }, at) => ({
          ...(billed(convention([line()]), 2026)[0] ?? assert.fail()),
          lineKey: `${at}`,
          netCents,
          vatCode: rate > 0 ? ('S' as const) : ('E' as const),
          rateBasisPoints: rate,
        }));
        const vat = vatTotals(lines, defaultSettings);
        const original = makeDocument({
          kind: 'facture',
          year: 2026,
          sequence: 1,
          billedYear: 2026,
          issuedOn: '2026-11-21',
          issuer: address,
          payer,
          lines,
          vat,
          annex: [],
          names: new Map(),
          settings: defaultSettings,
        });
        const bases = new Map(lines.map(({ lineKey }, at) => [at + 1, { lineKey, offer: '', edition: null }]));
        assert.equal(
          postingsOf(original, bases).reduce((sum, { amountCents }) => sum + amountCents, 0),
          0,
        );
        const credited = new Map<number, number>();
        let gross = original.totals.grossCents;
        for (let turn = 0; turn < 200 && original.lines.some(({ rank, netCents }) => (credited.get(rank) ?? 0) < netCents); turn++) {
          const open = original.lines.filter(({ rank, netCents }) => (credited.get(rank) ?? 0) < netCents);
          const one = open[dice.next().value % open.length];
          if (!one) break;
          const left = one.netCents - (credited.get(one.rank) ?? 0);
          const given = turn > 20 ? left : Math.max(1, Math.floor((left * dice.next().value) / 100));
          const avoir = makeAvoir({
            original,
            credited,
            lines: [{ rank: one.rank, netCents: given, isBilledAnew: false }],
            reason: 'x',
            year: 2026,
            sequence: turn + 1,
            issuedOn: '2026-12-01',
            settings: defaultSettings,
          });
          credited.set(one.rank, (credited.get(one.rank) ?? 0) + given);
          gross += avoir.totals.grossCents;
        }
        return gross === 0;
      },
    ),
    { numRuns: 60 },
  );
});
