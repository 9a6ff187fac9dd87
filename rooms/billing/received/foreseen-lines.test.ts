// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcceptedQuote } from '#rooms/quotes/api.ts';
import { defaultSettings } from '../settings/read-settings.ts';
import { foreseenLines, type Pending } from './foreseen-lines.ts';

const priced = {
  offer: 'adhesion-mutualisee',
  charge: 'yearly',
  offerLabel: 'Adhésion mutualisée',
  label: 'Adhésion mutualisée',
  beneficiaries: ['epci'],
  payer: 'epci',
  quantity: 1,
  unit: 'an',
  unitCents: null,
  amountCents: 1_398_800,
  due: { firstYear: 1, everyYears: 1 },
  yearsCents: [1_398_800],
  regime: 'mutualised',
  treatment: 'exempt',
  vatBps: 0,
  status: 'firm',
  isIncluded: false,
  flags: [],
  readings: [],
  why: [],
};
// A whole quote has a hundred fields: those that the forecast reads.
const quote = {
  number: 'D-2026-0042',
  priced: { lines: [priced, { ...priced, payer: 'commune' }, { ...priced, isIncluded: true }] },
} as unknown as AcceptedQuote;
const foresee = (pending: readonly Pending[]) =>
  foreseenLines({
    next: [],
    now: { lines: [], conventions: [] },
    renewing: new Set(),
    pending,
    payerId: 'epci',
    year: 2026,
    settings: defaultSettings,
  });

test('an accepted quote whose convention is not concluded is counted for a year, for its payer alone', () => {
  assert.deepEqual(foresee([{ quote, acceptedOn: '2026-11-03', rider: null, effectiveOn: null }]), [
    {
      label: 'Adhésion mutualisée',
      netCents: 1_398_800,
      vatCents: 0,
      act: 'Devis D-2026-0042',
      says: 'Devis accepté le 03/11/2026, la convention reste à conclure : une année entière est comptée.',
    },
  ]);
});

test('options whose rider is being decided say from when', () => {
  const [line] = foresee([{ quote, acceptedOn: '2026-11-03', rider: 'AV-1', effectiveOn: '2027-02-01' }]);
  assert.match(line?.says ?? '', /l’avenant AV-1 est en cours de décision, avec effet au 01\/02\/2027/);
});
