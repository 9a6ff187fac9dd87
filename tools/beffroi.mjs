#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
/** `npx beffroi <command>`: main.ts under the right Node, from any folder and any Node ≥ 20. */
import { join } from 'node:path';
import { root } from './install.mjs';
import { runUnderNode26 } from './node26.mjs';

try {
  process.exitCode = await runUnderNode26([join(root, 'main.ts'), ...process.argv.slice(2)], { cwd: process.cwd() });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
