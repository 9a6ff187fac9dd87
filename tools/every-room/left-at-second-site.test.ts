// SPDX-License-Identifier: EUPL-1.2
/** A backup of the installation leaves at the second site what lies there already, and a restoration fetches it: restic reads all of it again. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { backUp, type Installation } from '#platform/backup/back-up.ts';
import { restore } from '#platform/backup/restore.ts';
import { openDiskStore } from '#platform/blobs/disk.ts';
import type { BlobStore } from '#platform/blobs/store.ts';
import { CannotStart } from '#platform/cannot-start.ts';
import type { Context } from '#platform/context.ts';
import { needs } from '#platform/testing/peer.ts';
import { testDatabase } from '#platform/testing/test-server.ts';
import { rooms } from '#rooms.ts';
import { copyObjects } from '#rooms/backup/copies/copy-objects.ts';
import type { Tables } from '#rooms/backup/tables.ts';
import { ask, nameOf, openBackupHouse, restic, type BackupHouse, type TestMachine } from '#rooms/backup/testing.ts';

const leavesOut = rooms.flatMap(({ keptElsewhere }) => keptElsewhere ?? []);

let folder: string;
let it: BackupHouse;
let machine: TestMachine;
let second: BlobStore;
let original: Installation;
const notCopied = randomBytes(50_000);
/** What the light file holds itself: that, and the locks of restic, which are never copied. */
let held = 0;
const closings: (() => Promise<void>)[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beffroi-left-'));
  const dir = join(folder, 'second');
  it = await openBackupHouse({ settings: { secondSite: { kind: 'disk', dir } } });
  second = await openDiskStore(dir);
  original = { ownerUrl: it.ownerUrl, blobs: it.house.blobs, rootKey: it.house.settings.secretKey };
  machine = await it.machineOf(await it.bodyWith());
});
after(async () => {
  for (const close of closings) await close();
  await it.close();
  await rm(folder, { recursive: true });
});

test('what was read back at the second site is left out, fetched by the restoration, and whole for restic', needs('restic', 'restic'), async () => {
  await mkdir(join(folder, 'mairie'));
  await writeFile(join(folder, 'mairie', 'registre.bin'), randomBytes(3_000_000));
  await restic(machine.repository, ['init']);
  await restic(machine.repository, ['backup', 'mairie'], { cwd: folder });
  await copyObjects({ house: it.house } as unknown as Context<Tables>); // all that the job reads of its caller
  // Arrived since: no copy yet, so it travels in the file.
  const sent = await ask(it.port, 'POST', `${machine.path}/data/${nameOf(notCopied)}`, { as: machine, body: notCopied });
  assert.equal(sent.status, 200);

  const whole = await backUp(original, join(folder, 'whole.tar'), it.clock.now());
  const light = await backUp(original, join(folder, 'light.tar'), it.clock.now(), { leavesOut });
  assert.deepEqual(whole.leftElsewhere, { count: 0, bytes: 0 });
  assert.ok(light.leftElsewhere.bytes > 3_000_000);
  held = light.blobs.count;
  assert.ok(light.blobs.bytes >= notCopied.length && light.blobs.bytes < notCopied.length + 5_000);
  assert.equal(light.blobs.count + light.leftElsewhere.count, whole.blobs.count);
  assert.ok((await stat(join(folder, 'whole.tar'))).size - (await stat(join(folder, 'light.tar'))).size > 3_000_000);

  const copy = await emptyInstallation();
  const restored = await restore({ ...copy, rooms, secondSite: second }, join(folder, 'light.tar'));
  assert.deepEqual(restored.missingBlobs, []);
  const port = await serve(copy);
  const repository = machine.repository.replace(`:${it.port}/`, `:${port}/`);
  await ask(port, 'HEAD', `${machine.path}/data/${nameOf(notCopied)}`, { as: machine }).then(({ status }) => assert.equal(status, 200));
  await restic(repository, ['restore', 'latest', '--target', join(folder, 'restored')]);
  execFileSync('diff', ['-r', join(folder, 'mairie'), join(folder, 'restored', 'mairie')]);
});

test('a restoration refuses to begin without the second site, unless it is given up aloud', async () => {
  const file = join(folder, 'light.tar');
  const copy = await emptyInstallation();
  await assert.rejects(
    restore({ ...copy, rooms }, file),
    (error) => error instanceof CannotStart && /laisse \d+ fichiers au second site/.test(error.message),
  );
  await restore({ ...copy, rooms, givesUpElsewhere: true }, file);
  assert.equal((await Array.fromAsync(copy.blobs.list())).length, held);
});

test('what the second site no longer gives back whole is named, and the rest is restored', async () => {
  const names = await Array.fromAsync(second.list());
  const [absent = '', altered = ''] = names;
  await second.remove(absent);
  const [path = ''] = (await readdir(join(folder, 'second'), { recursive: true })).filter((one) => one.endsWith(altered.split('/')[1] ?? ''));
  await writeFile(join(folder, 'second', path), 'other bytes');
  const copy = await emptyInstallation();
  const restored = await restore({ ...copy, rooms, secondSite: second }, join(folder, 'light.tar'));
  assert.deepEqual(restored.missingBlobs.toSorted(), [absent, altered].toSorted());
  assert.equal((await Array.fromAsync(copy.blobs.list())).length, names.length - 2 + held);
});

type Copy = Installation & { serverUrl: string; dir: string };

async function emptyInstallation(): Promise<Copy> {
  const database = await testDatabase();
  closings.push(() => database.drop());
  const dir = join(folder, randomUUID());
  return { ownerUrl: database.ownerUrl, serverUrl: database.serverUrl, blobs: await openDiskStore(dir), rootKey: original.rootKey, dir };
}

async function serve(copy: Copy): Promise<number> {
  const secretKey = Buffer.from(it.house.settings.secretKey).toString('base64');
  const settings = { ...it.house.settings, secretKey, blobs: { kind: 'disk', dir: copy.dir } };
  const program = join(import.meta.dirname, '../../rooms/backup/testing/serve-apart.ts');
  const child = spawn(process.execPath, [program, copy.serverUrl, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  closings.unshift(async () => {
    const ended = new Promise((done) => child.once('close', done));
    child.kill();
    await ended;
  });
  for await (const line of createInterface({ input: child.stdout })) return Number(line);
  throw new Error('the server said no port');
}
