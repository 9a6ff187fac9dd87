// SPDX-License-Identifier: EUPL-1.2
/** The guides' own example, written into a copy of the project and run. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { checkRooms } from './check-rooms.ts';
import { readTree } from './check-rooms/tree.ts';

const root = join(import.meta.dirname, '..');
const order = ['write-a-migration', 'add-an-endpoint', 'test-a-room', 'add-a-screen'];
const run = promisify(execFile);
let copy: string;
let paths: string[];

before(async () => {
  copy = await mkdtemp(join(tmpdir(), 'beffroi-guides-'));
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const path of tracked) await cp(join(root, path), join(copy, path));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  const written = (await Promise.all(order.map((guide) => readFile(join(root, `docs/guides/${guide}.md`), 'utf8')))).flatMap(filesIn);
  for (const { path, text } of written) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), text);
  }
  await listRoom();
  paths = [...tracked, ...written.map(({ path }) => path)];
});
after(() => rm(copy, { recursive: true, force: true }));

test('the guides write one whole room, whose types hold', async () => {
  assert.equal(paths.filter((path) => path.startsWith('rooms/loans/')).length, 11);
  // The room and what it stands on: the others are checked with the project.
  await writeFile(join(copy, 'tsconfig.room.json'), JSON.stringify({ extends: './tsconfig.json', include: ['ui/**/*.d.ts', 'rooms/loans'] }));
  await run(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--checkers', '1', '-p', 'tsconfig.room.json'], { cwd: copy });
});

test('it keeps the rules of the house', async () => {
  const sources = paths.filter((path) => /\.(ts|tsx|mjs|sql)$/.test(path));
  const texts = await Promise.all(sources.map(async (path) => [path, await readFile(join(copy, path), 'utf8')] as const));
  assert.deepEqual(checkRooms(readTree(new Map(texts))), []);
});

test('its own tests pass', { timeout: 600_000 }, async () => {
  await run(process.execPath, ['--test', 'rooms/loans/loans.test.ts'], { cwd: copy, env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
});

// A block of code that begins with the path of a file is that file.
function filesIn(guide: string): { path: string; text: string }[] {
  return [...guide.matchAll(/^```\w+\n(?:\/\/|--) (rooms\/\S+)\n([\s\S]*?)^```/gm)].map(([, path = '', text = '']) => ({ path, text }));
}

async function listRoom(): Promise<void> {
  const list = await readFile(join(copy, 'rooms.ts'), 'utf8');
  await writeFile(join(copy, 'rooms.ts'), `import loans from '#rooms/loans/room.ts';\n${list.replace(/,?\s*\];/, ', loans];')}`);
  const screens = await readFile(join(copy, 'ui-rooms.ts'), 'utf8');
  const line = `  { path: 'prets', label: 'Prêts', icon: IconPackageExport, load: () => import('#rooms/loans/ui.ts') },\n`;
  await writeFile(join(copy, 'ui-rooms.ts'), `import { IconPackageExport } from '@tabler/icons-react';\n${screens.replace(/^\];/m, `${line}];`)}`);
}
