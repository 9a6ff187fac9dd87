// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, nextSort, readList } from './list-address.ts';

test('finds a list again from its address', () => {
  const state = readList({ q: 'bouliac', sort: 'cents', order: 'desc', page: '3', size: '50', columns: 'name,cents' }, ['name', 'cents']);
  assert.deepEqual(state, { q: 'bouliac', sort: { id: 'cents', isDescending: true }, page: 3, size: 50, columns: ['name', 'cents'] });
  assert.deepEqual(askedOf(state), { q: 'bouliac', sort: 'cents', order: 'desc', page: 3, size: 50 });
});

test('takes what makes no sense for absent', () => {
  const state = readList({ sort: 'password', page: '-1', size: '100000' }, ['name']);
  assert.deepEqual(askedOf(state), { size: 25 });
});

test('sorts up, then down, then as the server likes', () => {
  assert.deepEqual(nextSort(null, 'name'), { sort: 'name', order: 'asc' });
  assert.deepEqual(nextSort({ id: 'name', isDescending: false }, 'name'), { sort: 'name', order: 'desc' });
  assert.deepEqual(nextSort({ id: 'name', isDescending: true }, 'name'), { sort: undefined, order: undefined });
  assert.deepEqual(nextSort({ id: 'name', isDescending: true }, 'cents'), { sort: 'cents', order: 'asc' });
});
