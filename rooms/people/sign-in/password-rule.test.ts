// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault } from './password-rule.ts';

const holder = { current: 'ancienne phrase de passe', login: 'maelle.ker@exemple.fr', name: 'Maëlle Ker-Loïc' };

test('takes a passphrase of twelve characters or more, spaces and accents included', () => {
  for (const next of ['trois mots ici', 'azerty-quatre-vents', 'été pluvieux', 'x'.repeat(4) + 'yzabcdef'.repeat(100)])
    assert.equal(passwordFault(next, holder), null, next);
});

test('counts characters as a reader sees them', () => {
  assert.equal(passwordFault('e\u0301te\u0301 sec ici', holder), 'people.password-too-short');
  assert.equal(passwordFault('👩‍👩‍👧bcdef', holder), 'people.password-too-short');
});

test('refuses what is too short, unchanged, or made of a few characters', () => {
  assert.equal(passwordFault('onze lettre', holder), 'people.password-too-short');
  assert.equal(passwordFault(holder.current, holder), 'people.password-unchanged');
  assert.equal(passwordFault('121212121212', holder), 'people.password-repeats');
});

test('refuses the name or the address of its holder, with or without accents', () => {
  for (const next of ['Maelle habite ici', 'le 12 pour maëlle!', 'MAELLE.KER 2026 x', 'maelle.ker@exemple.fr'])
    assert.equal(passwordFault(next, holder), 'people.password-names-holder', next);
  assert.equal(passwordFault('kermesse de juin', holder), null, 'three letters of a name stand in ordinary words');
});
