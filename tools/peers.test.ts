// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { peers } from './peers.mjs';

const root = join(import.meta.dirname, '..');

test('every program that a test asks for is on the list that npm test installs', async () => {
  const listed = new Set(peers.map(({ debianPackage }) => debianPackage));
  const missing: string[] = [];
  for await (const path of glob('{platform,rooms,ui,tools,simulators,journeys,bench}/**/*.test.ts', { cwd: root })) {
    const text = await readFile(join(root, path), 'utf8');
    for (const [, debianPackage = ''] of text.matchAll(/\bneeds\('[^']+', '([^']+)'\)/g)) {
      if (!listed.has(debianPackage)) missing.push(`${path}: ${debianPackage}`);
    }
  }
  assert.deepEqual(missing, []);
});
