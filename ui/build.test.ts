// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { buildUi } from './build.ts';
import { shellSize } from './shell-size.ts';

const folder = join(import.meta.dirname, '../.test/ui');
const options = { outDir: folder, roomList: join(import.meta.dirname, 'testing/fixture-rooms.ts') };

before(async () => {
  await buildUi(options);
});

test('the signed-in shell weighs less than 200 kB of script, manifests of rooms included', () => {
  const { scriptBytes, chunks } = shellSize(folder);
  assert.ok(scriptBytes < 200_000, `${scriptBytes} bytes: ${JSON.stringify(chunks)}`);
});

test('the shell holds no schema library; the page that calls a contract does', () => {
  assert.deepEqual(shellSize(folder).schemas, []);
  const scripts = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'));
  assert.ok(
    scripts.some((file) => /ZodError|_zod\b/.test(readFileSync(join(folder, 'assets', file), 'utf8'))),
    'the check sees a schema library where there is one',
  );
});

test('nothing is built again while no input changes', async () => {
  assert.equal(await buildUi(options), false);
});

test('every script lies there compressed, and the page that the server fills in does not', () => {
  for (const { file } of shellSize(folder).chunks.filter(({ bytes }) => bytes > 1024))
    assert.ok(existsSync(join(folder, `${file}.br`)) && existsSync(join(folder, `${file}.gz`)), file);
  assert.match(readFileSync(join(folder, 'index.html'), 'utf8'), /nonce="__STYLE_NONCE__"/);
  assert.equal(existsSync(join(folder, 'index.html.br')), false);
});
