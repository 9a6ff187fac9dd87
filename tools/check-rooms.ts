// SPDX-License-Identifier: EUPL-1.2
/** Fails when the house's rules on who may import whom, names and sizes are broken. Run by `npm test`; prints one line per fault. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acrossFaults } from './check-rooms/across.ts';
import { importFaults } from './check-rooms/imports.ts';
import { nameFaults } from './check-rooms/names.ts';
import { needsFaults } from './check-rooms/needs.ts';
import { readTree, type Tree } from './check-rooms/tree.ts';

/** Every fault of a tree, as `path: what is wrong and what to do`. */
export function checkRooms(tree: Tree): string[] {
  return [...importFaults(tree), ...needsFaults(tree), ...nameFaults(tree), ...acrossFaults(tree)].sort();
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n');
  const sources = tracked.filter((path) => /\.(ts|tsx|mjs|sql)$/.test(path));
  const faults = checkRooms(readTree(new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]))));
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? `check-rooms: ${sources.length} files, no fault` : `check-rooms: ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
