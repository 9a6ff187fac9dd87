// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gigabytes, volume } from './volume.ts';

test('writes volumes in the units of the tariffs', () => {
  assert.equal(gigabytes(200), '200\u00a0Go');
  assert.equal(gigabytes(1000), '1\u00a0To');
  assert.equal(gigabytes(1500), '1,5\u00a0To');
  assert.equal(volume(0), '0\u00a0octet');
  assert.equal(volume(7_400_000_000), '7,4\u00a0Go');
  assert.equal(volume(999_600), '1\u00a0Mo');
});
