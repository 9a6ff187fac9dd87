// SPDX-License-Identifier: EUPL-1.2
/**
 * restic of Debian backs up the same data to Beffroi and to `rclone serve restic` (Debian), on the same disk, turn by turn; then 100 clients write at once.
 * `node_modules/node/bin/node bench/restic/run.ts [--small]`
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { ask, nameOf, openBackupHouse, type TestMachine } from '#rooms/backup/testing.ts';

const isSmall = process.argv.includes('--small');
const RUNS = 5;
const MIXED_BYTES = isSmall ? 400e6 : 4e9;
const FILES = isSmall ? 5_000 : 50_000;
const CLIENTS = 100;
const TICKS = 100; // of a second, on every Linux of today

const run = promisify(execFile);
const folder = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'beffroi-bench-restic-'));
const it = await openBackupHouse();
const of = await it.bodyWith({ amount: 10_000_000 });

type Server = { name: string; pid: number; repository: () => Promise<string> };
type Took = { wall: number; cpu: number; memory: number };

console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(`programs   ${(await run('restic', ['version'])).stdout.trim()}; ${(await run('rclone', ['version'])).stdout.split('\n')[0]}`);
const ours = await startOurs();
const theirs = await startRclone();
try {
  await compare('mixed', await mixed(join(folder, 'mixed')));
  await compare('files', await smallFiles(join(folder, 'files')));
  await crowd();
} finally {
  ours.process.kill();
  theirs.process.kill();
  await it.close();
  await rm(folder, { recursive: true, force: true });
}

async function compare(name: string, source: { path: string; says: string }): Promise<void> {
  const took = new Map<string, Took[]>([
    [ours.server.name, []],
    [theirs.server.name, []],
  ]);
  for (let turn = 0; turn < RUNS; turn += 1) {
    // Who goes first changes: what one leaves in the disk's queue is not always the other's to wait for.
    for (const { server } of turn % 2 ? [theirs, ours] : [ours, theirs]) took.get(server.name)?.push(await backUp(server, source.path));
  }
  console.log(`${name}      ${source.says}, median of ${RUNS}`);
  for (const [server, all] of took) {
    const [wall, cpu, memory] = (['wall', 'cpu', 'memory'] as const).map((what) => median(all.map((one) => one[what])));
    console.log(`  ${server.padEnd(22)} ${wall?.toFixed(2)} s   server CPU ${cpu?.toFixed(2)} s, highest memory ${memory?.toFixed(0)} MB`);
  }
  const [mine = NaN, other = NaN] = [...took.values()].map((all) => median(all.map(({ wall }) => wall)));
  console.log(`  wall ratio             ${(mine / other).toFixed(3)} (budget 1.15)`);
}

async function backUp(server: Server, path: string): Promise<Took> {
  const repository = await server.repository();
  const cache = await mkdtemp(join(folder, 'cache-'));
  const env = { ...process.env, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: 'banc', RESTIC_CACHE_DIR: cache };
  await run('restic', ['init'], { env });
  await run('sync');
  const before = usageOf(server.pid);
  const begun = performance.now();
  await run('restic', ['backup', path, '--quiet'], { env, maxBuffer: 64e6 });
  const wall = (performance.now() - begun) / 1000;
  const after = usageOf(server.pid);
  await rm(cache, { recursive: true });
  return { wall, cpu: after.cpu - before.cpu, memory: after.memory };
}

/** A hundred machines that send at once: memory must not follow what they send. */
async function crowd(): Promise<void> {
  const machines: TestMachine[] = [];
  for (let n = 0; n < CLIENTS; n += 1) {
    // Twenty machines of one address enrol in a minute, and no more.
    it.clock.advance({ seconds: 61 });
    machines.push(await it.machineOf(of, `banc-${n}`));
  }
  const before = usageOf(ours.server.pid);
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, usageOf(ours.server.pid).now)), 50);
  const begun = performance.now();
  const rounds = isSmall ? 4 : 16;
  await Promise.all(
    machines.map(async (machine) => {
      for (let round = 0; round < rounds; round += 1) {
        const body = randomBytes(2_000_000);
        const { status } = await ask(ours.port, 'POST', `${machine.path}/data/${nameOf(body)}`, { as: machine, body });
        if (status !== 200) throw new Error(`answered ${status}`);
      }
    }),
  );
  clearInterval(watch);
  const sent = (CLIENTS * rounds * 2) / ((performance.now() - begun) / 1000);
  console.log(`crowd      ${CLIENTS} clients, ${CLIENTS * rounds * 2} MB in all: ${sent.toFixed(0)} MB/s`);
  console.log(`  server memory          ${before.now.toFixed(0)} MB before, ${highest.toFixed(0)} MB at most`);
}

async function startOurs(): Promise<{ server: Server; process: ChildProcess; port: number }> {
  const settings = { ...it.house.settings, secretKey: Buffer.from(it.house.settings.secretKey).toString('base64') };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../rooms/backup/testing/serve-apart.ts'), it.serverUrl, JSON.stringify(settings)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const port = await firstPort(child);
  const repository = async (): Promise<string> => (await it.machineOf(of)).repository.replace(`:${it.port}/`, `:${port}/`);
  return { server: { name: 'Beffroi', pid: child.pid ?? 0, repository }, process: child, port };
}

async function startRclone(): Promise<{ server: Server; process: ChildProcess }> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const root = join(folder, 'rclone');
  await mkdir(root);
  const child = spawn('rclone', ['serve', 'restic', '--addr', `127.0.0.1:${port}`, '--config', '/dev/null', root], { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  let count = 0;
  return {
    server: { name: 'rclone serve restic', pid: child.pid ?? 0, repository: async () => `rest:http://127.0.0.1:${port}/depot-${(count += 1)}/` },
    process: child,
  };
}

async function firstPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) return Number(line);
  throw new Error('the server said no port');
}

/** Seconds of processor, and megabytes: now, and the highest so far. */
function usageOf(pid: number): { cpu: number; memory: number; now: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000;
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, memory: megabytes('VmHWM'), now: megabytes('VmRSS') };
}

// Half of it is noise, as photographs are; half repeats, as texts do.
async function mixed(path: string): Promise<{ path: string; says: string }> {
  await mkdir(path);
  const each = 20e6;
  const text = Buffer.from('Le conseil municipal, après en avoir délibéré, décide à l’unanimité. '.repeat(1_000));
  for (let n = 0; n * each < MIXED_BYTES; n += 1) {
    const noise = randomBytes(each / 2);
    const words = Buffer.concat(Array.from({ length: Math.ceil(each / 2 / (text.length + 16)) }, () => Buffer.concat([text, randomBytes(16)])));
    await writeFile(join(path, `${n}.bin`), Buffer.concat([noise, words.subarray(0, each / 2)]));
  }
  return { path, says: `${(MIXED_BYTES / 1e9).toFixed(1)} GB` };
}

async function smallFiles(path: string): Promise<{ path: string; says: string }> {
  for (let n = 0; n < FILES; n += 1) {
    if (n % 500 === 0) await mkdir(join(path, String(n / 500)), { recursive: true });
    await writeFile(join(path, String(Math.floor(n / 500)), `${n}.txt`), randomBytes(500 + ((n * 37) % 8_000)));
  }
  return { path, says: `${FILES} files` };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
