// SPDX-License-Identifier: EUPL-1.2
/**
 * restic of Debian backs up the same data to Beffroi and to `rclone serve restic` (Debian), on the same disk, turn by turn; then plain uploads tell
 * what a request and a gigabyte cost each of them; then 100 clients write at once.
 * `node_modules/node/bin/node bench/restic/run.ts [--runs 5] [--mixed-mb 4000] [--files 50000] [--only mixed,files,uploads,crowd]`
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startTestServer } from '#platform/testing/test-server.ts';
import { rooms } from '#rooms.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { ask, nameOf, openBackupHouse, type TestMachine } from '#rooms/backup/testing.ts';
import { startOurs, startRclone, type Server } from './servers.ts';
import { mixed, smallFiles } from './sources.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    'mixed-mb': { type: 'string', default: '4000' },
    files: { type: 'string', default: '50000' },
    only: { type: 'string', default: 'mixed,files,uploads,crowd' },
    /** How many objects of 2 MB each of the hundred clients sends. */
    rounds: { type: 'string', default: '16' },
    /** How many restic sends at once: its own default. */
    connections: { type: 'string', default: '5' },
  },
});
const RUNS = Number(values.runs);
const MIXED_BYTES = Number(values['mixed-mb']) * 1e6;
const FILES = Number(values.files);
const CONNECTIONS = Number(values.connections);
const CLIENTS = 100;

const run = promisify(execFile);
const folder = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'beffroi-bench-restic-'));
await chmod(folder, 0o711); // the database runs as somebody else where we are root
// The tests' own server forgets on a power cut: rows would be had for nothing.
const database = await startTestServer(join(folder, 'database'), { forgets: false });
process.env['TEST_DATABASE_ADMIN_URL'] = database.adminUrl;
const postmaster = Number.parseInt(await readFile(join(folder, 'database/cluster/data/postmaster.pid'), 'utf8'), 10);
const blobs = join(folder, 'blobs');
const it = await openBackupHouse({ rooms, seed: nationalRegister, settings: { blobs: { kind: 'disk', dir: blobs } } });
const of = await it.bodyWith({ amount: 10_000_000 });

console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, ${loadNow()}`);
console.log(`programs   ${(await run('restic', ['version'])).stdout.trim()}; ${(await run('rclone', ['version'])).stdout.split('\n')[0]}`);
console.log('safety     Beffroi: each byte checked against its name; file, folder and row on the disk before the 200');
console.log('           rclone: neither (no fsync appears in strace; it answers once the file is closed)');
const ours = await startOurs(it, of, blobs, postmaster);
const theirs = await startRclone(join(folder, 'rclone'));
try {
  for (const part of values.only.split(',')) {
    if (part === 'mixed') await compare('mixed', `${MIXED_BYTES / 1e9} GB`, (path) => mixed(path, MIXED_BYTES));
    if (part === 'files') await compare('files', `${FILES} files`, (path) => smallFiles(path, FILES));
    if (part === 'uploads') await uploads();
    if (part === 'crowd') await crowd();
  }
} finally {
  ours.stop();
  theirs.stop();
  await it.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

type Took = { wall: number; server: number; database: number; highest: number };

async function compare(name: string, says: string, make: (path: string) => Promise<void>): Promise<void> {
  const source = join(folder, name);
  await make(source);
  const took = new Map<Server, Took[]>([
    [ours, []],
    [theirs, []],
  ]);
  const begun = loadNow();
  for (let turn = 0; turn < RUNS; turn += 1) {
    // Who goes first changes: what one leaves in the disk's queue is not always the other's to wait for.
    for (const server of turn % 2 ? [theirs, ours] : [ours, theirs]) took.get(server)?.push(await backUp(server, source));
  }
  console.log(`${name}      ${says}, median of ${RUNS}; ${begun}, then ${loadNow()}`);
  for (const [server, all] of took) {
    const of = (what: keyof Took): number => median(all.map((one) => one[what]));
    const cpu = `CPU: server ${of('server').toFixed(2)} s, database ${of('database').toFixed(2)} s`;
    console.log(`  ${server.name.padEnd(22)} ${of('wall').toFixed(2)} s   ${cpu}; highest memory ${of('highest').toFixed(0)} MB`);
  }
  const [mine = NaN, other = NaN] = [...took.values()].map((all) => median(all.map(({ wall }) => wall)));
  console.log(`  wall ratio             ${(mine / other).toFixed(3)} (budget 1.15)`);
  await rm(source, { recursive: true });
}

async function backUp(server: Server, path: string): Promise<Took> {
  const { url } = await server.repository();
  const cache = await mkdtemp(join(folder, 'cache-'));
  const env = { ...process.env, RESTIC_REPOSITORY: url, RESTIC_PASSWORD: 'banc', RESTIC_CACHE_DIR: cache };
  await run('restic', ['init'], { env });
  await run('sync');
  const before = server.usage();
  const begun = performance.now();
  await run('restic', ['backup', path, '--quiet', '-o', `rest.connections=${CONNECTIONS}`], { env, maxBuffer: 64e6 });
  const wall = (performance.now() - begun) / 1000;
  const after = server.usage();
  await rm(cache, { recursive: true });
  await server.clear();
  return { wall, server: after.server - before.server, database: after.database - before.database, highest: after.highest };
}

/** What one request costs, and one gigabyte, whatever else the machine does: the processor alone is counted. */
async function uploads(): Promise<void> {
  console.log(`uploads    five at once, processor alone; ${loadNow()}`);
  for (const { says, size, count, per } of [
    { says: 'objects of 16 MB', size: 16e6, count: 64, per: (cost: number) => `${((cost / (16e6 * 64)) * 1e9).toFixed(2)} s/GB` },
    { says: 'objects of 1 kB', size: 1_000, count: 2_000, per: (cost: number) => `${((cost / 2_000) * 1e3).toFixed(2)} ms each` },
  ]) {
    for (const server of [ours, theirs]) {
      const repository = await server.repository();
      if (server === theirs) await ask(server.port, 'POST', `${repository.path}/?create=true`);
      await send(server, repository, size, Math.ceil(count / 20)); // compiled and open before it counts
      const before = server.usage();
      const begun = performance.now();
      await send(server, repository, size, count);
      const wall = (performance.now() - begun) / 1000;
      const after = server.usage();
      const [node, rows] = [after.server - before.server, after.database - before.database];
      console.log(`  ${server.name.padEnd(22)} ${says}: server ${per(node)}, database ${per(rows)}; ${wall.toFixed(1)} s in all`);
      await server.clear();
    }
  }
}

async function send(server: Server, { path, as }: { path: string; as?: TestMachine }, size: number, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      while (left > 0) {
        left -= 1;
        const body = randomBytes(size);
        const { status, says } = await ask(server.port, 'POST', `${path}/data/${nameOf(body)}`, { as, body });
        if (status !== 200) throw new Error(`${server.name} answered ${status} ${says}`);
      }
    }),
  );
}

/** A hundred machines that send at once: memory must not follow what they send. */
async function crowd(): Promise<void> {
  const machines: TestMachine[] = [];
  for (let n = 0; n < CLIENTS; n += 1) {
    it.clock.advance({ seconds: 61 });
    machines.push(await it.machineOf(of, `banc-${n}`));
  }
  const before = ours.usage();
  const seen: number[] = [];
  const watch = setInterval(() => seen.push(ours.usage().now), 50);
  const begun = performance.now();
  const rounds = Number(values.rounds);
  let refused = 0;
  await Promise.all(
    machines.map(async (machine) => {
      for (let round = 0; round < rounds; round += 1) {
        const body = randomBytes(2_000_000);
        const { status } = await ask(ours.port, 'POST', `${machine.path}/data/${nameOf(body)}`, { as: machine, body });
        if (status === 503) refused += 1;
        else if (status !== 200) throw new Error(`answered ${status}`);
      }
    }),
  );
  clearInterval(watch);
  const sent = (CLIENTS * rounds * 2) / ((performance.now() - begun) / 1000);
  console.log(
    `crowd      ${CLIENTS} clients, ${CLIENTS * rounds * 2} MB in all: ${sent.toFixed(0)} MB/s, ${refused} told to come back; ${loadNow()}`,
  );
  // Tenth by tenth: a memory that follows what is sent would go on growing.
  const tenths = Array.from({ length: 10 }, (_, n) => Math.max(...seen.slice((n * seen.length) / 10, ((n + 1) * seen.length) / 10)).toFixed(0));
  console.log(`  server memory          ${before.now.toFixed(0)} MB before; at most, tenth by tenth: ${tenths.join(' ')} MB`);
  await ours.clear();
}

function loadNow(): string {
  return `load ${loadavg()[0]?.toFixed(1)}`;
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? NaN;
}
