// SPDX-License-Identifier: EUPL-1.2
/** restic of Debian, which somebody else wrote, against the real server. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { openBackupHouse, restic, type BackupHouse } from '../testing.ts';
import { countedOf } from '../testing/counted.ts';

const withRestic = needs('restic', 'restic');

let it: BackupHouse;
let folder: string;
before(async () => {
  it = await openBackupHouse();
  folder = await mkdtemp(join(tmpdir(), 'beffroi-restic-'));
  const data = join(folder, 'mairie');
  await mkdir(join(data, 'état civil'), { recursive: true });
  await writeFile(join(data, 'registre.bin'), randomBytes(24_000_000));
  await writeFile(join(data, 'délibération n° 12.txt'), 'Le conseil municipal, après en avoir délibéré…\n'.repeat(2_000));
  await writeFile(join(data, 'vide'), '');
  for (let n = 0; n < 300; n += 1) await writeFile(join(data, 'état civil', `acte-${n}.pdf`), randomBytes(1_000 + n * 37));
});
after(async () => {
  await it.close();
  await rm(folder, { recursive: true });
});

const snapshotsOf = async (repository: string): Promise<{ id: string; short_id: string }[]> =>
  JSON.parse((await restic(repository, ['snapshots', '--json'])).stdout);

test('a machine backs up, checks, and restores bytes equal to the originals', withRestic, async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  await restic(machine.repository, ['init']);
  await restic(machine.repository, ['backup', 'mairie'], { cwd: folder });
  await restic(machine.repository, ['check', '--read-data']);
  const target = join(folder, 'restored');
  await restic(machine.repository, ['restore', 'latest', '--target', target]);
  execFileSync('diff', ['-r', join(folder, 'mairie'), join(target, 'mairie')]);

  const { rows } = (await of.secretary({ url: `/api/o/${of.body.slug}/backup/machines` })).json<{
    rows: { backedUpAt: string | null; bytes: number; objects: number }[];
  }>();
  assert.equal(rows[0]?.backedUpAt, it.clock.now().toString());
  const counted = await countedOf(it, of.body.id);
  assert.deepEqual(counted, { account: rows[0]?.bytes, repository: rows[0]?.bytes, objects: rows[0]?.bytes, day: rows[0]?.bytes });
});

test('forget is refused to the machine, and prunes under a maintenance that two persons opened', withRestic, async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  await restic(machine.repository, ['init']);
  await restic(machine.repository, ['backup', 'mairie'], { cwd: folder });
  await writeFile(join(folder, 'mairie', 'registre.bin'), randomBytes(24_000_000));
  await restic(machine.repository, ['backup', 'mairie'], { cwd: folder });
  const before = await sizeOf(of.body.id);

  // restic tries again for a quarter of an hour; what it says the first time is enough.
  const said = await saidUntil(machine.repository, ['forget', '--keep-last', '1', '--prune'], /ne fait qu’ajouter/);
  assert.match(said, /403 Ce dépôt ne fait qu’ajouter : un effacement demande une maintenance/);
  await restic(machine.repository, ['unlock', '--remove-all']);
  assert.equal((await snapshotsOf(machine.repository)).length, 2);

  const repository = (await openMaintenance(of, machine.id)).replace('localhost:3000', `127.0.0.1:${it.port}`);
  await restic(repository, ['forget', '--keep-last', '1', '--prune']);
  await restic(machine.repository, ['check', '--read-data']);
  assert.equal((await snapshotsOf(machine.repository)).length, 1);
  const after = await sizeOf(of.body.id);
  assert.ok(before.bytes - after.bytes > 20e6, 'what was removed is not counted against the right any more');
  assert.ok(after.binned > 20e6, 'and lies in the bin');

  // Somebody had it done who should not have: all comes back.
  const { rows } = (await of.mayor({ url: `/api/o/${of.body.slug}/backup/maintenances` })).json<{ rows: { id: string; heldObjects: number }[] }>();
  assert.ok((rows[0]?.heldObjects ?? 0) > 2);
  await of.mayor({ method: 'POST', url: `/api/o/${of.body.slug}/backup/maintenances/${rows[0]?.id}/restore`, payload: {} });
  assert.equal((await snapshotsOf(machine.repository)).length, 2);
  await restic(machine.repository, ['check', '--read-data']);

  it.clock.advance({ hours: 5 });
  await assert.rejects(restic(repository, ['snapshots'], { timeout: 3_000 }), 'a maintenance ends by itself');
});

test('several machines of one body back up at once, and each several at a time', withRestic, async () => {
  const of = await it.bodyWith();
  const machines = await Promise.all([it.machineOf(of), it.machineOf(of)]);
  await Promise.all(machines.map(({ repository }) => restic(repository, ['init'])));
  await Promise.all(
    machines.flatMap(({ repository }) => [
      restic(repository, ['backup', 'mairie', '-o', 'rest.connections=8'], { cwd: folder }),
      restic(repository, ['backup', 'mairie/état civil'], { cwd: folder }),
    ]),
  );
  for (const { repository } of machines) {
    await restic(repository, ['check', '--read-data']);
    assert.equal((await snapshotsOf(repository)).length, 2);
  }
  const counted = await countedOf(it, of.body.id);
  assert.equal(counted.account, counted.objects);
});

test('a machine that is told to come back does, and its backup is whole', withRestic, async (t) => {
  const narrow = await openBackupHouse({ limits: { perMachine: 1, perBody: 1, inAll: 1, waiting: 0, patienceMs: 1_000 } });
  t.after(() => narrow.close());
  const machine = await narrow.machineOf(await narrow.bodyWith());
  await restic(machine.repository, ['init']);
  // Small packs, so that several are sent at once.
  const { stderr } = await restic(machine.repository, ['backup', 'mairie', '--pack-size', '4', '-o', 'rest.connections=8'], { cwd: folder });
  assert.match(stderr, /503 Trop d’envois simultanés pour ce poste/);
  await restic(machine.repository, ['check', '--read-data']);
});

test('a client killed while it sends leaves a repository that is sound, and the next backup whole', withRestic, async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  await restic(machine.repository, ['init']);
  for (let n = 0; n < 3; n += 1) {
    const child = spawn('restic', ['backup', 'mairie', '--no-cache'], {
      cwd: folder,
      env: { ...process.env, RESTIC_REPOSITORY: machine.repository, RESTIC_PASSWORD: 'phrase de passe du dépôt' },
      stdio: 'ignore',
    });
    await objectsReach(of.body.id, 2 + n);
    child.kill('SIGKILL');
  }
  await restic(machine.repository, ['unlock', '--remove-all']);
  await restic(machine.repository, ['check']);
  await restic(machine.repository, ['backup', 'mairie'], { cwd: folder });
  await restic(machine.repository, ['check', '--read-data']);
  const target = join(folder, 'after-kill');
  await restic(machine.repository, ['restore', 'latest', '--target', target]);
  assert.deepEqual(await readFile(join(target, 'mairie', 'registre.bin')), await readFile(join(folder, 'mairie', 'registre.bin')));
});

test('a full body hears from restic itself why, still restores, and frees room under a maintenance', withRestic, async () => {
  const of = await it.bodyWith({ amount: 20 }); // twenty thousandths of a Go: 20 Mo
  const machine = await it.machineOf(of);
  await restic(machine.repository, ['init']);
  await restic(machine.repository, ['backup', 'mairie/état civil'], { cwd: folder });
  const said = await saidUntil(machine.repository, ['backup', 'mairie/registre.bin'], /Quota de sauvegarde atteint/, folder);
  assert.match(said, /507 Quota de sauvegarde atteint : \d+ Mo gardés sur 20 Mo\. Prévenez la mairie ou votre opérateur\./);
  const { bytes } = await sizeOf(of.body.id);
  assert.ok(bytes <= 20e6, `${bytes} bytes are kept`);
  await restic(machine.repository, ['unlock', '--remove-all']);
  await restic(machine.repository, ['restore', 'latest', '--target', join(folder, 'when-full')]);
  execFileSync('diff', ['-r', join(folder, 'mairie', 'état civil'), join(folder, 'when-full', 'mairie', 'état civil')]);
  const repository = (await openMaintenance(of, machine.id)).replace('localhost:3000', `127.0.0.1:${it.port}`);
  await restic(repository, ['forget', '--keep-last', '1', '--prune']);
  await restic(machine.repository, ['check', '--read-data']);
});

type Of = Awaited<ReturnType<BackupHouse['bodyWith']>>;

async function openMaintenance({ body, secretary, mayor }: Of, machineId: string): Promise<string> {
  const at = `/api/o/${body.slug}/backup`;
  const asked = await secretary({ method: 'POST', url: `${at}/machines/${machineId}/maintenances`, payload: { reason: 'Garder un an' } });
  const { id } = asked.json<{ id: string }>();
  const own = await secretary({ method: 'POST', url: `${at}/maintenances/${id}/answer`, payload: { isAllowed: true } });
  assert.equal(own.json<{ code: string }>().code, 'backup.two-persons');
  const early = await secretary({ method: 'POST', url: `${at}/maintenances/${id}/open`, payload: {} });
  assert.equal(early.json<{ code: string }>().code, 'backup.not-allowed-yet');
  assert.equal((await mayor({ method: 'POST', url: `${at}/maintenances/${id}/answer`, payload: { isAllowed: true } })).statusCode, 204);
  const opened = await secretary({ method: 'POST', url: `${at}/maintenances/${id}/open`, payload: {} });
  return opened.json<{ repository: string }>().repository;
}

async function sizeOf(body: string): Promise<{ bytes: number; binned: number }> {
  const rows = await asOwner(it, async (client) => {
    const found = await client.query<{ bytes: number; binned: number }>(
      'select bytes::int as bytes, binned_bytes::int as binned from backup.account where organisation_id = $1',
      [body],
    );
    return found.rows;
  });
  return rows[0] ?? { bytes: 0, binned: 0 };
}

async function objectsReach(body: string, least: number): Promise<void> {
  const more = async (): Promise<boolean> =>
    asOwner(it, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from backup.object where organisation_id = $1 and type in ('data', 'locks')`,
        [body],
      );
      return (rows[0]?.n ?? 0) >= least;
    });
  const until = Date.now() + 120_000;
  while (!(await more()) && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
}

/** Runs restic until it has said something, and no longer: it tries again for a quarter of an hour. */
function saidUntil(repository: string, words: readonly string[], what: RegExp, cwd = folder): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('restic', [...words, '--no-cache'], {
      cwd,
      env: { ...process.env, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: 'phrase de passe du dépôt' },
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      if (what.test(said)) child.kill('SIGKILL');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.on('close', () => {
      clearTimeout(late);
      resolve(said);
    });
  });
}
