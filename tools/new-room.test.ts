// SPDX-License-Identifier: EUPL-1.2
/**
 * A room as the tool makes it, in a copy of the project: it keeps the rules, its types hold, and the generic tests take it. The copy holds the rooms that
 * the made one stands on and no other: the generic tests try those with the project.
 */
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
// Those that every room stands on, and what their types reach.
const STANDS_ON = ['organisations', 'people'];
let copy: string;
let tracked: string[];
let made: string[];
/** The lists of rooms as the tool leaves them. */
let lists: (readonly [string, string])[];

before(async () => {
  copy = await mkdtemp(join(tmpdir(), 'beffroi-room-'));
  tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const copied = tracked.filter(
    (path) => /^(platform|ui|tools|deploy)\/|^[^/]+$/.test(path) || STANDS_ON.some((room) => path.startsWith(`rooms/${room}/`)),
  );
  for (const path of copied) await cp(join(root, path), join(copy, path));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  made = await makeRoom(copy, wanted);
  lists = await sourcesOf(copy, ['rooms.ts', 'ui-rooms.ts']);
  await keepRooms([...STANDS_ON, wanted.room]);
});
after(() => rm(copy, { recursive: true, force: true }));

test('it keeps the rules of the house, and leaves no hole in its text', async () => {
  const texts = [...(await sourcesOf(root, tracked)), ...(await sourcesOf(copy, made)), ...lists];
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

function sourcesOf(from: string, paths: readonly string[]): Promise<(readonly [string, string])[]> {
  const sources = paths.filter((path) => /\.(ts|tsx|mjs|sql)$/.test(path));
  return Promise.all(sources.map(async (path) => [path, await readFile(join(from, path), 'utf8')] as const));
}

/** The lists of the copy name these rooms alone. */
async function keepRooms(names: readonly string[]): Promise<void> {
  for (const [list, isRoom] of [
    ['rooms.ts', /^import (\w+) from '#rooms\/(\w+)\/room\.ts';$/],
    ['ui-rooms.ts', /^.*import\('#rooms\/(\w+)\/ui\.ts'\).*$/],
  ] as const) {
    const lines = (await readFile(join(copy, list), 'utf8')).split('\n');
    const gone = lines.flatMap((line) => isRoom.exec(line)?.slice(1) ?? []).filter((name) => !names.includes(name));
    const kept = lines.filter((line) => !isRoom.test(line) || names.some((name) => line.includes(`#rooms/${name}/`)));
    const text = kept.join('\n');
    await writeFile(join(copy, list), list === 'rooms.ts' ? gone.reduce((all, name) => all.replace(new RegExp(`\\b${name},\\s*`), ''), text) : text);
  }
}
