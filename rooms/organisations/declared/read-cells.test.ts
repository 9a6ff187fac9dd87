// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellFault, readBudget, readCount, readDay, readDigits, readKind, readYesNo } from './read-cells.ts';

test('reads types of bodies as offices write them', () => {
  assert.equal(readKind('C.C.A.S.'.replaceAll('.', '')), 'ccas');
  assert.equal(readKind('Centre communal d’action sociale'), 'ccas');
  assert.equal(readKind('communauté de communes'), 'cc');
  assert.equal(readKind('BUDGET ANNEXE'), 'budget-annexe');
  assert.equal(readKind('budget-annexe'), 'budget-annexe');
  assert.equal(readKind('Syndicat mixte'), 'syndicat');
  assert.throws(() => readKind('planète'), /« planète »/);
});

test('reads numbers, amounts, yes and no, days and codes; empty is unknown', () => {
  assert.equal(readCount('1 234', 'agents'), 1234);
  assert.equal(readBudget('250 000,50 €'), 250_000_50);
  assert.equal(readYesNo('Oui', 'affiliation'), true);
  assert.equal(readYesNo('non affiliée', 'affiliation'), false);
  assert.equal(readDay('1/2/2026'), '2026-02-01');
  assert.equal(readDay('2026-02-01'), '2026-02-01');
  assert.equal(readDigits('243 301 355', 9, 'SIREN'), '243301355');
  for (const empty of [readCount('', ''), readBudget(''), readYesNo('', ''), readDay(''), readDigits('', 9, '')]) assert.equal(empty, undefined);
});

test('says in French what cannot be read', () => {
  for (const [read, says] of [
    [() => readCount('-3', 'agents'), /« -3 » n’est pas un nombre entier \(agents\)/],
    [() => readCount('1,5', 'agents'), /n’est pas un nombre entier/],
    [() => readBudget('beaucoup'), /montant en euros/],
    [() => readYesNo('peut-être', 'hébergement'), /oui ou non \(hébergement\)/],
    [() => readDay('31/02/2026'), /n’est pas une date/],
    [() => readDigits('12AB', 9, 'SIREN'), /9 chiffres/],
  ] as const)
    assert.throws(read, (error) => error instanceof CellFault && says.test(error.message));
});
