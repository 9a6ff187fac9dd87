// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { foldText } from './fold.ts';
import { slugOf } from './slug.ts';

test('finds a commune however its name is written', () => {
  for (const written of [
    'Saint-Étienne-de-Lisse',
    'SAINT ETIENNE DE LISSE',
    'st étienne de lisse',
    'St. Etienne-de-Lisse ',
    'Saint-E\u0301tienne-de-Lisse',
  ])
    assert.equal(foldText(written), 'st etienne de lisse', written);
  assert.equal(foldText('L’Haÿ-les-Roses'), foldText("l'hay les roses"));
  assert.equal(foldText('Œuilly'), 'oeuilly');
  assert.equal(foldText('Sainte-Foy-la-Grande'), 'ste foy la grande');
  assert.equal(foldText('Saintes'), 'stes');
  assert.equal(foldText('  …  '), '');
});

test('makes a slug that a person can read and type', () => {
  assert.equal(slugOf('Saint-Étienne-de-Lisse'), 'saint-etienne-de-lisse');
  assert.equal(slugOf('Communauté de communes « Les Coteaux Bordelais »'), 'communaute-de-communes-les-coteaux-bordelais');
  assert.equal(slugOf('L’Île-d’Yeu', '85113'), 'l-ile-d-yeu-85113');
  assert.equal(slugOf('Œuilly', ''), 'oeuilly');
  assert.equal(slugOf('東京', '33000'), '33000');
});

test('cuts a long name between words and keeps its suffix', () => {
  const slug = slugOf('Syndicat intercommunal à vocation unique pour l’assainissement collectif de la haute vallée de la Dronne', 'siren-123');
  assert.ok(slug.length <= 80 && slug.endsWith('-siren-123'), slug);
  assert.ok(slug.startsWith('syndicat-intercommunal-a-vocation-unique-pour-l-assainissement-siren-123'), slug);
  assert.equal(slugOf('x'.repeat(200)).length, 80);
});

test('a slug is always an address, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ maxLength: 10 }), (name, suffix) => {
      assert.match(slugOf(name, suffix), /^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      assert.equal(foldText(foldText(name)), foldText(name));
    }),
    { numRuns: 300 },
  );
});
