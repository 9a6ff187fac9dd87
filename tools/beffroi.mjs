#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
/** `npx beffroi <command>`: main.ts under the right Node, from any folder and any Node ≥ 20. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.mjs';
import { runUnderNode26 } from './node26.mjs';

try {
  // Said on the error output: the standard one belongs to the command.
  if (!existsSync(join(root, 'node_modules'))) await install((line) => console.error(line));
  process.exitCode = await runUnderNode26([join(root, 'main.ts'), ...process.argv.slice(2)], { cwd: process.cwd() });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
