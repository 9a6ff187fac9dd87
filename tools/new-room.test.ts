// SPDX-License-Identifier: EUPL-1.2
/** A room as the tool makes it, in a copy of the project: it keeps the rules, its types hold, and the generic tests take it. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { checkRooms } from './check-rooms.ts';
import { readTree } from './check-rooms/tree.ts';
import { makeRoom, type Wanted } from './new-room.ts';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);
const wanted: Wanted = { room: 'halls', title: 'Salles de la commune', path: 'salles', right: null, stamp: '20991231-2359' };
let copy: string;
let paths: string[];

before(async () => {
  copy = await mkdtemp(join(tmpdir(), 'beffroi-room-'));
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const path of tracked) await cp(join(root, path), join(copy, path));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  paths = [...tracked, ...(await makeRoom(copy, wanted))];
});
after(() => rm(copy, { recursive: true, force: true }));

test('it keeps the rules of the house, and leaves no hole in its text', async () => {
  const sources = paths.filter((path) => /\.(ts|tsx|mjs|sql)$/.test(path));
  const texts = await Promise.all(sources.map(async (path) => [path, await readFile(join(copy, path), 'utf8')] as const));
  assert.deepEqual(checkRooms(readTree(new Map(texts))), []);
  assert.deepEqual(
    texts.filter(([path, text]) => path.startsWith('rooms/halls/') && text.includes('{{')).map(([path]) => path),
    [],
  );
});

test('its types hold', async () => {
  // The room and what it stands on: the others are checked with the project.
  await writeFile(join(copy, 'tsconfig.room.json'), JSON.stringify({ extends: './tsconfig.json', include: ['ui/**/*.d.ts', 'rooms/halls'] }));
  await run(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--checkers', '1', '-p', 'tsconfig.room.json'], { cwd: copy });
});

test('its own tests and those of every route, table and body pass at once', { timeout: 600_000 }, async () => {
  const files = ['rooms/halls/halls.test.ts', ...['route', 'table', 'body'].map((what) => `tools/every-room/every-${what}.test.ts`)];
  await run(process.execPath, ['--test', ...files], { cwd: copy, env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
});

test('a name that is taken, or that is none, is refused', async () => {
  await assert.rejects(makeRoom(copy, wanted), /there already/);
  await assert.rejects(makeRoom(copy, { ...wanted, room: 'Halls' }), /names no schema/);
  await assert.rejects(makeRoom(copy, { ...wanted, room: 'other', title: "L'autre" }), /apostrophe/);
});
