// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

type Locked = { packages: Record<string, { optionalDependencies?: Record<string, string> }> };

// `npm ci` refuses such a lock file, and `npm install` writes one when a registry lacks a package of another platform.
test('the lock file names the package of every platform', async () => {
  const { packages }: Locked = JSON.parse(await readFile(join(import.meta.dirname, '../package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`]),
  );
  assert.deepEqual(missing, []);
});
