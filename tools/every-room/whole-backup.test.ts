// SPDX-License-Identifier: EUPL-1.2
/** A whole installation saved and restored: what stands in one stands in the other, whatever happens in between. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { readArchive, writeArchive } from '#platform/backup/archive.ts';
import { backUp, type Installation } from '#platform/backup/back-up.ts';
import { restore } from '#platform/backup/restore.ts';
import { openDiskStore } from '#platform/blobs/disk.ts';
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { CannotStart } from '#platform/cannot-start.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { testDatabase } from '#platform/testing/test-server.ts';
import { rooms } from '#rooms.ts';

let folder: string;
let it: TestHouse;
let original: Installation;
let file: string;
const opened: (() => Promise<void>)[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beffroi-whole-'));
  it = await openTestHouse(rooms);
  original = { ownerUrl: it.ownerUrl, blobs: it.house.blobs, rootKey: it.house.settings.secretKey };
  await liveIn(it);
  file = join(folder, 'saved.tar');
  await backUp(original, file, it.clock.now());
});
after(async () => {
  await it.close();
  for (const close of opened) await close();
  await rm(folder, { recursive: true });
});

test('what is restored adds up to what was saved: rows, waiting jobs, sequences and bytes', async () => {
  const copy = await emptyInstallation();
  const restored = await restore({ ...copy, rooms }, file);
  const again = await backUp(copy, join(folder, 'again.tar'), it.clock.now());
  assert.deepEqual(again, restored);
  const count = (table: string): number => again.tables.find(({ name }) => name === table)?.sum.count ?? 0;
  assert.equal(count('people.person'), 2);
  assert.ok(count('jobs.job') >= 1, 'a job that waited still waits');
  assert.equal(again.blobs.count, 2);
  assert.deepEqual(again.missingBlobs, []);
});

test('policies, foreign keys and triggers stand again after a restoration', async () => {
  const copy = await emptyInstallation();
  const guards = `select
      (select count(*)::int from pg_class where relforcerowsecurity) as forced,
      (select string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), ';' order by 1) from (select * from pg_constraint order by conrelid::regclass::text, conname) c where contype = 'f') is not null as some,
      (select md5(string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), ';' order by conrelid::regclass::text, conname)) from pg_constraint where contype = 'f') as keys,
      (select count(*)::int from pg_trigger where tgenabled = 'D') as disabled`;
  const expected = await query(it.ownerUrl, guards);
  await restore({ ...copy, rooms }, file);
  assert.deepEqual(await query(copy.ownerUrl, guards), expected);
  assert.equal(expected[0]?.['disabled'], 0);
});

test('saves one instant: what commits while it reads is not in it', async () => {
  const late = randomUUID();
  // Holds the saving on a table that it reads before people, once its instant is taken.
  const holder = new Client({ connectionString: original.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table organisations.body in access exclusive mode');
  const saving = backUp(original, join(folder, 'during.tar'), it.clock.now());
  while ((await query(original.ownerUrl, `select from pg_locks where relation = 'organisations.body'::regclass and not granted`)).length === 0);
  await addPerson(original.ownerUrl, late);
  await holder.query('commit');
  await holder.end();
  const during = await saving;
  assert.equal(during.tables.find(({ name }) => name === 'people.person')?.sum.count, 2);
  await query(original.ownerUrl, `delete from people.person where id = '${late}'`);
});

test('an archive cut short is never taken for a whole one, and nothing of it stays', async () => {
  const copy = await emptyInstallation();
  const { length } = await readFile(file);
  for (const part of [0.3, 0.9, 0.98]) {
    const cut = join(folder, 'cut.tar');
    await copyFile(file, cut);
    await truncate(cut, Math.floor(length * part));
    await assert.rejects(restore({ ...copy, rooms }, cut), CannotStart);
    assert.deepEqual(await query(copy.ownerUrl, 'select from people.person'), []);
  }
  await restore({ ...copy, rooms }, file);
});

test('an archive altered by one row is refused by its sum', async () => {
  const copy = await emptyInstallation();
  const altered = join(folder, 'altered.tar');
  await rewrite(file, altered, (name, content) =>
    name === 'summary.json' ? Buffer.from(String(content).replace(/"count": 2,/, '"count": 3,')) : content,
  );
  await assert.rejects(restore({ ...copy, rooms }, altered), saying(/diffère de la sauvegarde/));
  assert.deepEqual(await query(copy.ownerUrl, 'select from people.person'), []);
});

test('a restoration that fails on the way can be run again', async () => {
  const copy = await emptyInstallation();
  let written = 0;
  const failing = {
    ...copy.blobs,
    write: (name: string, content: AsyncIterable<Uint8Array>) =>
      ++written > 1 ? Promise.reject(new Error('disk full')) : copy.blobs.write(name, content),
  };
  await assert.rejects(restore({ ...copy, blobs: failing, rooms }, file), saying(/disk full/));
  await restore({ ...copy, rooms }, file);
});

test('refuses an installation that already holds data', async () => {
  const copy = await emptyInstallation();
  await addPerson(copy.ownerUrl, randomUUID());
  await assert.rejects(restore({ ...copy, rooms }, file), saying(/contient déjà des données \(people\.person\)/));
});

test('refuses while the server is at work on the database', async () => {
  const copy = await emptyInstallation();
  const server = new Client({ connectionString: copy.serverUrl });
  await server.connect();
  await assert.rejects(restore({ ...copy, rooms }, file), saying(/arrêtez le serveur/));
  await server.end();
});

test('refuses another root key, with which nothing could be read', async () => {
  const copy = await emptyInstallation();
  await assert.rejects(restore({ ...copy, rootKey: randomBytes(32), rooms }, file), saying(/clé racine/));
});

test('refuses an archive of a newer version, and what is no archive', async () => {
  const copy = await emptyInstallation();
  const newer = join(folder, 'newer.tar');
  await rewrite(file, newer, (name, content) =>
    name === 'header.json'
      ? Buffer.from(String(content).replace('"migrations": {', '"migrations": { "20991231-0000-later billing": "ab",'))
      : content,
  );
  await assert.rejects(restore({ ...copy, rooms }, newer), saying(/plus récente .*20991231-0000-later/));
  const other = join(folder, 'other.txt');
  await writeFile(other, 'Délibération du 3 mars');
  await assert.rejects(restore({ ...copy, rooms }, other), CannotStart);
  await assert.rejects(restore({ ...copy, rooms }, join(folder, 'absent')), saying(/n’existe pas/));
});

test('says which blobs were already lost when it saved', async () => {
  const lossy: Installation = { ...original, blobs: { ...original.blobs, size: () => Promise.resolve(null) } };
  const summary = await backUp(lossy, join(folder, 'lossy.tar'), it.clock.now());
  assert.equal(summary.missingBlobs.length, 2);
});

async function liveIn(house: TestHouse): Promise<void> {
  await addPerson(house.ownerUrl, randomUUID());
  await addPerson(house.ownerUrl, randomUUID(), `l’É\\toile\n\t"d'été" \\N`);
  const organisation = randomUUID();
  await inContext(house.house, { actor: { kind: 'job', name: 'test' }, organisation }, async (ctx) => {
    for (const content of [randomBytes(300_000), Buffer.alloc(0)]) {
      await keepBlob(ctx, { content, type: 'text/plain', referencedBy: { table: 'test.row', id: randomUUID() } });
    }
    await ctx.queue('platform.sweep-blobs', {});
  });
}

function addPerson(ownerUrl: string, id: string, name = 'Dupré'): Promise<unknown> {
  return query(ownerUrl, `insert into people.person (id, given_name, family_name, created_at) values ('${id}', 'Camille', $1, now())`, [name]);
}

async function emptyInstallation(): Promise<Installation & { serverUrl: string }> {
  const database = await testDatabase();
  opened.push(() => database.drop());
  const blobs = await openDiskStore(join(folder, randomUUID()));
  return { ownerUrl: database.ownerUrl, serverUrl: database.serverUrl, blobs, rootKey: original.rootKey };
}

async function rewrite(from: string, to: string, change: (name: string, content: Buffer) => Buffer): Promise<void> {
  await writeArchive(to, async (archive) => {
    for await (const { name, content } of readArchive(from)) await archive.add(name, change(name, await buffer(content)));
  });
}

const saying = (sentence: RegExp) => (error: unknown) => error instanceof CannotStart && sentence.test(error.message);

async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
