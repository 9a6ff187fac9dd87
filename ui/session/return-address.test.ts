// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnAddress, signInAddress } from './return-address.ts';

const origin = 'https://beffroi.exemple.fr';

test('comes back to the address that was asked, with its filters', () => {
  assert.equal(returnAddress('/o/bouliac/devis?sort=cents&page=2#ligne', origin), '/o/bouliac/devis?sort=cents&page=2#ligne');
  assert.equal(signInAddress('/o/bouliac/devis?page=2'), '/connexion?retour=%2Fo%2Fbouliac%2Fdevis%3Fpage%3D2');
});

test('never leads to another site', () => {
  for (const asked of [
    'https://ailleurs.exemple',
    '//ailleurs.exemple',
    '/\\ailleurs.exemple',
    '\\\\ailleurs.exemple',
    'javascript:alert(1)',
    '/\t/ailleurs.exemple',
    '/..//ailleurs.exemple',
    '',
  ])
    assert.ok(new URL(returnAddress(asked, origin), origin).origin === origin && !returnAddress(asked, origin).startsWith('//'), asked);
});

test('takes nothing from an address that names another site', () => {
  assert.equal(returnAddress('/\t/ailleurs.exemple/o/bouliac', origin), '/');
});

test('does not come back to the sign-in page for ever', () => {
  assert.equal(returnAddress('/connexion?retour=/connexion', origin), '/');
  assert.equal(signInAddress('/connexion?retour=/x'), '/connexion');
});
