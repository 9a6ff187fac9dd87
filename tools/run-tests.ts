// SPDX-License-Identifier: EUPL-1.2
/** The checks, then every test on one database server. The runner's summary is the last thing printed. */
import { spawn } from 'node:child_process';
import { glob, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const RUNNER = ['--import', './tools/known-seed.ts', '--test', '--test-concurrency=2', '--test-timeout=900000', '--test-reporter=spec'];

const PREFIX = 'beffroi-test-run-';

const wanted = process.argv.slice(2);
const failedChecks = wanted.length === 0 ? await failing(CHECKS) : [];
const files = wanted.length === 0 ? await testFiles('.') : (await Promise.all(wanted.map(testFilesOf))).flat();
// Each file is a process that reads the same rooms: what the first compiled serves the others.
const NODE_COMPILE_CACHE = join(root, '.build/compile-cache');
const code = await onOneServer((adminUrl) => run(process.execPath, [...RUNNER, ...files], { TEST_DATABASE_ADMIN_URL: adminUrl, NODE_COMPILE_CACHE }));
process.exitCode = code === 0 && failedChecks.length === 0 ? 0 : 1;

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

// A file, a pattern that the runner understands, or a folder.
async function testFilesOf(path: string): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => null);
  return found?.isDirectory() ? testFiles(path) : [path];
}

async function testFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(`${folder}/**/*.test.ts`, {
    cwd: root,
    exclude: (name) => ['node_modules', '.build', '.data', '.git'].includes(name),
  }))
    found.push(path);
  return found.sort();
}

async function onOneServer(work: (adminUrl: string) => Promise<number>): Promise<number> {
  const given = process.env['TEST_DATABASE_ADMIN_URL'];
  if (given) return work(given);
  await sweep();
  const home = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
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
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const home = join(tmpdir(), name);
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

function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32' && program.endsWith('.cmd'),
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (exit) => resolve(exit ?? 1));
  });
}
