// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { asOwner } from '#rooms/people/testing.ts';
import type { Tables } from '../tables.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse, type TestMachine } from '../testing.ts';
import { copyObjects, verifyCopies } from './copy-objects.ts';

let it: BackupHouse;
let elsewhere: string;
let machine: TestMachine;
let neighbour: TestMachine;
let job: Context<Tables>;
before(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'beffroi-second-'));
  it = await openBackupHouse({ settings: { secondSite: { kind: 'disk', dir: elsewhere } } });
  const of = await it.bodyWith();
  machine = await it.machineOf(of);
  neighbour = await it.machineOf(of);
  job = { house: it.house } as unknown as Context<Tables>; // all that these jobs read of their caller
});
after(async () => {
  await it.close();
  await rm(elsewhere, { recursive: true });
});

const send = (body: Buffer, as = machine) => ask(it.port, 'POST', `${as.path}/data/${nameOf(body)}`, { as, body });
const filesElsewhere = async (): Promise<string[]> => {
  const files = await readdir(elsewhere, { recursive: true, withFileTypes: true });
  return files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
};

test('what arrives is copied elsewhere once, found whole, made again when damaged, and goes with its object', async () => {
  for (const size of [10, 70_000, 400_000]) assert.equal((await send(randomBytes(size))).status, 200);
  assert.deepEqual(await copyObjects(job), { copied: 3, removed: 0 });
  assert.deepEqual(await copyObjects(job), { copied: 0, removed: 0 });
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 0 });

  const [one = ''] = await filesElsewhere();
  await truncate(one, 5);
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 1 });
  assert.deepEqual(await copyObjects(job), { copied: 1, removed: 0 });
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 0 });

  await asOwner(it, (client) => client.query('delete from backup.object'));
  assert.deepEqual(await copyObjects(job), { copied: 0, removed: 3 });
  assert.deepEqual(await filesElsewhere(), []);
});

test('what two objects share stays elsewhere as long as one of them stands', async () => {
  const body = randomBytes(10_000);
  for (const as of [machine, neighbour]) assert.equal((await send(body, as)).status, 200);
  assert.deepEqual(await copyObjects(job), { copied: 2, removed: 0 });
  await asOwner(it, (client) => client.query('delete from backup.object where repository_id = $1', [machine.id]));
  assert.deepEqual(await copyObjects(job), { copied: 0, removed: 1 });
  assert.deepEqual(await verifyCopies(job), { checked: 1, damaged: 0 });
  await asOwner(it, (client) => client.query('delete from backup.object'));
  assert.deepEqual(await copyObjects(job), { copied: 0, removed: 1 });
  assert.deepEqual(await filesElsewhere(), []);
});
