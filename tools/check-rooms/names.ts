// SPDX-License-Identifier: EUPL-1.2
import { isTest, type Tree } from './tree.ts';

const FORBIDDEN = /(^|\/)(index|utils|helpers|types|service|manager)\.(ts|tsx|mjs)$|(^|\/)common\//;
const WALL = 400;

/** File names that say nothing, files too long to read, files without a licence line, rooms that nobody lists. */
export function nameFaults(tree: Tree): string[] {
  const faults: string[] = [];
  for (const [path, text] of tree.files) {
    const base = path.split('/').at(-1) ?? '';
    if (FORBIDDEN.test(path)) faults.push(`${path}: a name that says nothing; name the act or the rule`);
    if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(base)) faults.push(`${path}: write the name in kebab-case`);
    const lines = text.split('\n').length;
    if (lines > WALL && !isTest(path) && !isData(path)) faults.push(`${path}: ${lines} lines; ${WALL} is the wall`);
    if (!text.slice(0, 200).includes('SPDX-License-Identifier: EUPL-1.2')) faults.push(`${path}: begins without its SPDX line`);
  }
  return [...faults, ...unlistedRooms(tree)];
}

function unlistedRooms(tree: Tree): string[] {
  const list = tree.files.get('rooms.ts') ?? '';
  return [...tree.rooms.keys()].filter((room) => !list.includes(`#rooms/${room}/room.ts`)).map((room) => `rooms/${room}: rooms.ts does not list it`);
}

function isData(path: string): boolean {
  return path.includes('/migrations/') || path.includes('/editions/') || path.includes('/examples/') || path.endsWith('-data.ts');
}
