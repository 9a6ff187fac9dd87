// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from './columns.ts';
import { csv } from './csv.ts';

type Row = { name: string; cents: number | null; on: string };
const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Nom', value: (row) => row.name },
  { id: 'cents', title: 'Prix', kind: 'amount', value: (row) => row.cents },
  { id: 'on', title: 'Depuis', kind: 'day', value: (row) => row.on },
];

test('writes what French spreadsheets read: semicolons, decimal commas, days, byte order mark', () => {
  assert.equal(csv(columns, [{ name: 'Cénac', cents: 1_663_805, on: '2026-03-01' }]), '\uFEFFNom;Prix;Depuis\r\nCénac;16638,05;01/03/2026\r\n');
});

test('leaves the absent empty and quotes what would break a line', () => {
  assert.equal(csv(columns, [{ name: 'L’« Étoile » ; "sud"\n', cents: null, on: '' }]).split('\r\n')[1], '"L’« Étoile » ; ""sud""\n";;');
});

test('disarms a text that a spreadsheet would run as a formula, and no negative amount', () => {
  const [, line] = csv(columns, [{ name: '=HYPERLINK("http://x")', cents: -3500, on: '' }]).split('\r\n');
  assert.equal(line, '"\'=HYPERLINK(""http://x"")";-35,00;');
});
