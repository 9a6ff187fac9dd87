// SPDX-License-Identifier: EUPL-1.2
/** Pages of all rooms share one space of addresses: two at one address would hide each other, two tabs of one name would be told apart by none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managePages } from '#rooms/leave/ui/manage/manage-pages.ts';
import { uiRooms } from '../../ui-rooms.ts';

const LEAVE = '/o/:organisation/conges';
const pages = (await Promise.all(uiRooms.map(({ load }) => load()))).flatMap((manifest) => [...manifest.default.pages]);

test('each page of the house has its own address, whatever its parameters are called', () => {
  assert.deepEqual(twiceIn(pages.map(({ path }) => path.replaceAll(/:\w+/g, ':'))), []);
});

test('each room has its own place in the navigation', () => {
  assert.deepEqual(twiceIn(uiRooms.map(({ path }) => path)), []);
  assert.deepEqual(twiceIn(uiRooms.map(({ label }) => label)), []);
});

test('each tab of the management of leave has its own name and leads to a page', () => {
  assert.deepEqual(twiceIn(managePages.map(({ path }) => path)), []);
  assert.deepEqual(twiceIn(managePages.map(({ label }) => label)), []);
  const there = new Set<string>(pages.map(({ path }) => path));
  assert.deepEqual(managePages.filter(({ path }) => !there.has(LEAVE + path)), []); // prettier-ignore
});

function twiceIn(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}
