// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldErrors } from './field-errors.ts';

const values = { from: null, lines: [{ cents: 100 }], payer: '' };

test('puts each fault at its field, however the server writes the path', () => {
  const fields = [
    { path: 'body.from', says: 'Indiquez un jour.' },
    { path: 'lines[0].cents', says: 'Trop cher.' },
    { path: 'body.payer.id', says: 'Inconnu.' },
  ];
  const { byField } = fieldErrors(problem(fields), values, { 'payer.id': 'payer' });
  assert.deepEqual(byField, { from: 'Indiquez un jour.', 'lines.0.cents': 'Trop cher.', payer: 'Inconnu.' });
});

test('keeps in the summary what names no field of the form', () => {
  const { byField, items } = fieldErrors(problem([{ path: 'body.edition', says: 'Édition archivée.' }]), values);
  assert.deepEqual(byField, {});
  assert.deepEqual(items, [{ path: null, says: 'Édition archivée.' }]);
});

test('shows the first of two faults of one field, and both in the summary', () => {
  const { byField, items } = fieldErrors(
    problem([
      { path: 'from', says: 'A.' },
      { path: 'from', says: 'B.' },
    ]),
    values,
  );
  assert.deepEqual(byField, { from: 'A.' });
  assert.equal(items.length, 2);
});

function problem(fields: { path: string; says: string }[]) {
  return { type: 'x', title: 'x', status: 400, code: 'x', instance: '', fields };
}
