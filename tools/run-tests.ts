// SPDX-License-Identifier: EUPL-1.2
/** The checks, then every test on one database server. The runner's summary is the last thing printed. */
import { spawn } from 'node:child_process';
import { glob, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { quickFolder, quickPlaces } from '#platform/testing/quick-folder.ts';
import { startTestServer } from '#platform/testing/test-server.ts';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

// Each checker reads the libraries for itself: four, the default, cost three times the work of one.
const CHECKS: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['types', bin('tsc'), '--noEmit', '--checkers', '2', '-p', 'tsconfig.json'],
  ['lint', bin('oxlint'), '--quiet'],
  ['format', bin('oxfmt'), '--check', '.'],
  ['rooms', process.execPath, 'tools/check-rooms.ts'],
];
// The machines at hand have two cores; a test that hangs must not hold the build for hours.
const RUNNER = { concurrency: 2, timeout: 900_000, execArgv: ['--import', './tools/known-seed.ts'] };
// Begun first, or one of them would end the run alone: those that last a minute. `.build/test-durations.tsv` tells which they are now.
const LONG = [
  'tools/every-room/every-screen.test.ts',
  'tools/new-room.test.ts',
  'ui/shell/shell.test.ts',
  'rooms/rights/ui/rights-screens.test.ts',
  'tools/start.test.ts',
  'journeys/adhesion-story.test.ts',
  'journeys/simulate-then-quote.test.ts',
  'journeys/weekly-report.test.ts',
  'journeys/from-convention-to-payment.test.ts',
];

const MADE = new Set(['node_modules', '.build', '.data', '.git']);
const PREFIX = 'beffroi-test-run-';

const wanted = process.argv.slice(2);
const failedChecks = wanted.length === 0 ? await failing(CHECKS) : [];
const files = longestFirst((await Promise.all(wanted.length === 0 ? [testFiles()] : wanted.map(testFilesOf))).flat());
// Each file is a process that reads the same rooms: what the first compiled serves the others.
const NODE_COMPILE_CACHE = join(root, '.build/compile-cache');
const pass = await onOneServer((adminUrl) => allPass(files, { TEST_DATABASE_ADMIN_URL: adminUrl, NODE_COMPILE_CACHE }));
process.exitCode = pass && failedChecks.length === 0 ? 0 : 1;

async function failing(checks: typeof CHECKS): Promise<string[]> {
  const failed: string[] = [];
  for (const [name, program, ...args] of checks) {
    const begun = Date.now();
    const passes = (await run(program, args)) === 0;
    console.log(`${passes ? '✔' : '✖'} ${name} (${Date.now() - begun} ms)`);
    if (!passes) failed.push(name);
  }
  // Said now: the last lines belong to the runner. The exit code remembers.
  if (failed.length > 0) console.error(`Failed checks: ${failed.join(', ')}`);
  return failed;
}

// A folder, a file or a pattern.
async function testFilesOf(path: string): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => null);
  return testFiles(found?.isDirectory() ? `${path}/**/*.test.ts` : path);
}

async function testFiles(pattern = '**/*.test.ts'): Promise<string[]> {
  const found = await Array.fromAsync(glob(pattern, { cwd: root, exclude: (name) => MADE.has(name) }));
  if (found.length === 0) throw new Error(`no test file is ${pattern}`);
  return found.sort();
}

function longestFirst(found: readonly string[]): string[] {
  const places = LONG.map((name) => join(name));
  return [...places.filter((name) => found.includes(name)), ...found.filter((name) => !places.includes(name))];
}

/** Runs each file in a process of its own, prints what they say, and keeps how long each lasted. */
async function allPass(named: readonly string[], env: Record<string, string>): Promise<boolean> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  let fails = 0;
  const lasted: (readonly [seconds: number, file: string])[] = [];
  const events = runTests({
    ...RUNNER,
    cwd: root,
    files: named.map((name) => join(root, name)),
    env: { ...process.env, ...env },
    signal: stopped.signal,
  });
  events.on('test:fail', ({ todo }) => (fails += todo === undefined || todo === false ? 1 : 0));
  events.on('test:summary', ({ file, duration_ms, success }) => {
    if (!success) fails += 1;
    if (file !== undefined) lasted.push([duration_ms / 1000, relative(root, file)]);
  });
  await pipeline(events.compose(spec), process.stdout, { end: false });
  await keep(lasted);
  return fails === 0;
}

async function keep(lasted: readonly (readonly [seconds: number, file: string])[]): Promise<void> {
  const lines = lasted.toSorted(([a], [b]) => b - a).map(([seconds, file]) => `${seconds.toFixed(1)}\t${file}\n`);
  await mkdir(join(root, '.build'), { recursive: true });
  await writeFile(join(root, '.build/test-durations.tsv'), lines.join(''));
}

async function onOneServer(work: (adminUrl: string) => Promise<boolean>): Promise<boolean> {
  const given = process.env['TEST_DATABASE_ADMIN_URL'];
  if (given) return work(given);
  await sweep();
  const home = await quickFolder(`${PREFIX}${process.pid}-`);
  const server = await startTestServer(home);
  try {
    return await work(server.adminUrl);
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

// A run that was killed outright leaves its server behind.
async function sweep(): Promise<void> {
  for (const place of quickPlaces)
    for (const name of await readdir(place).catch(() => [])) {
      const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
      if (!pid || isAlive(Number(pid))) continue;
      const home = join(place, name);
      await (await startTestServer(home)).stop();
      await rm(home, { recursive: true, force: true });
    }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && program.endsWith('.cmd'),
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (exit) => resolve(exit ?? 1));
  });
}
