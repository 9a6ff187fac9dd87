// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MandateOfMe } from '../session/me.ts';
import { bodiesMatching } from './bodies.ts';
import { choicesFor } from './palette-choices.ts';
import { currentEntry, type LoadedRoom, navigationFor, sameScreenIn } from './rooms.ts';

const icon = () => null;
const lazy = () => Promise.resolve({ Page: icon });
const rooms: readonly LoadedRoom[] = [
  {
    path: 'devis',
    label: 'Devis',
    icon,
    pages: [
      { path: '/o/:organisation/devis', title: 'Devis', permission: 'quotes.read', lazy },
      { path: '/o/:organisation/devis/:id', title: 'Devis', permission: 'quotes.read', lazy },
    ],
    navigation: [
      { label: 'Devis', icon, to: '/o/:organisation/devis', permission: 'quotes.read', group: 'Offre' },
      { label: 'Nouveau', icon, to: '/o/:organisation/devis/nouveau', permission: 'quotes.write', group: 'Offre' },
    ],
    commands: [{ label: 'Établir un devis', to: '/o/:organisation/devis/nouveau', permission: 'quotes.write', keywords: ['tarif'] }],
  },
];
const bouliac = mandate('bouliac', 'Bouliac', ['quotes.read', 'quotes.write']);
const cenac = mandate('cenac', 'Cénac', []);
const saintCaprais = mandate('saint-caprais', 'Saint-Caprais-de-Bordeaux', ['quotes.read']);
const me = { person: { id: 'p', name: 'x' }, mandates: [bouliac, cenac, saintCaprais] };

test('shows the entries that the mandate opens, at the addresses of its body', () => {
  assert.deepEqual(
    navigationFor(rooms, bouliac)[0]?.rooms[0]?.entries.map(({ href }) => href),
    ['/o/bouliac/devis', '/o/bouliac/devis/nouveau'],
  );
  assert.deepEqual(navigationFor(rooms, cenac), []);
  assert.deepEqual(navigationFor(rooms, null), []);
});

test('a room that stands under two headings is called otherwise under one, where it says so', () => {
  const [room = assert.fail()] = rooms;
  const [first = assert.fail(), second = assert.fail()] = room.navigation;
  const twice = [{ ...room, navigation: [first, { ...second, group: 'Réglages' }], folds: { Réglages: 'Modèles de devis' } }];
  assert.deepEqual(
    navigationFor(twice, bouliac).map(({ rooms: [own] }) => own?.label),
    ['Devis', 'Modèles de devis'],
  );
});

test('marks the entry that the address lies under, the most precise one', () => {
  const groups = navigationFor(rooms, bouliac);
  assert.equal(currentEntry(groups, '/o/bouliac/devis/42')?.label, 'Devis');
  assert.equal(currentEntry(groups, '/o/bouliac/devis/nouveau')?.label, 'Nouveau');
  assert.equal(currentEntry(groups, '/o/bouliac/devises'), null);
});

test('switching bodies keeps the list, but never a file of the first body or a screen that the second does not open', () => {
  assert.equal(sameScreenIn(rooms, '/o/bouliac/devis', saintCaprais), '/o/saint-caprais/devis');
  assert.equal(sameScreenIn(rooms, '/o/bouliac/devis/42', saintCaprais), '/o/saint-caprais');
  assert.equal(sameScreenIn(rooms, '/o/bouliac/devis', cenac), '/o/cenac');
});

test('finds a body without its accents, its hyphens or its whole saint', () => {
  assert.deepEqual(bodiesMatching(me.mandates, 'cenac'), [cenac]);
  assert.deepEqual(bodiesMatching(me.mandates, 'st caprais'), [saintCaprais]);
});

test('the palette finds verbs by their keywords, for those who may', () => {
  const labels = (mandateOf: MandateOfMe) => choicesFor({ rooms, me, mandate: mandateOf, words: 'tarif', hits: [] }).map(({ label }) => label);
  assert.deepEqual(labels(bouliac), ['Établir un devis']);
  assert.deepEqual(labels(cenac), []);
});

function mandate(slug: string, name: string, permissions: string[]): MandateOfMe {
  return { organisation: { id: slug, slug, name, kind: 'commune' }, roles: [], permissions, rights: [] };
}
