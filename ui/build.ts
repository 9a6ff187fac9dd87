// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { ScreensOptions } from './vite-screens.ts';

const ROOT = join(import.meta.dirname, '..');
const STAMP = '.inputs';

/**
 * Builds the screens into `outDir` with compressed copies beside each file (`.br`, `.gz`), and skips all of it when no input changed since.
 * The new build takes the place of the old one at once, at the end. Returns whether something was built.
 */
export async function buildUi({ outDir, roomList }: ScreensOptions): Promise<boolean> {
  const digest = digestOfInputs(roomList);
  if ((await stampOf(outDir)) === digest) return false;
  const fresh = `${outDir}.${process.pid}`;
  const [{ build }, { screensConfig }] = await Promise.all([import('vite'), import('./vite-screens.ts')]);
  await mkdir(fresh, { recursive: true });
  try {
    await build({ ...screensConfig({ outDir: fresh, ...(roomList && { roomList }) }), configFile: false, logLevel: 'error' });
    await compressAll(fresh);
    await writeFile(join(fresh, STAMP), digest);
    // Another process may have built the same in the meantime: its files are these.
    if ((await stampOf(outDir)) === digest) return false;
    await rename(outDir, `${fresh}.old`).catch(() => undefined);
    await rename(fresh, outDir);
  } finally {
    await Promise.all([fresh, `${fresh}.old`].map((folder) => rm(folder, { recursive: true, force: true })));
  }
  return true;
}

async function stampOf(folder: string): Promise<string | null> {
  return readFile(join(folder, STAMP), 'utf8').catch(() => null);
}

/** Everything that the build may read: screens, contracts and manifests of rooms, the configuration, the versions of packages. */
function digestOfInputs(roomList: string | undefined): string {
  const hash = createHash('sha256');
  const files = [
    'ui-rooms.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    ...(roomList ? [relative(ROOT, roomList)] : []),
    ...filesUnder('ui').filter((file) => !/\.test\.tsx?$|\.md$/.test(file) && (roomList !== undefined || !file.startsWith(join('ui', 'testing')))),
    ...filesUnder('rooms').filter((file) => /[/\\]ui[/\\.]|[/\\]parts\.tsx$|contract\.ts$|[/\\]contract[/\\]/.test(file)),
    ...filesUnder('platform').filter((file) => file.endsWith('contract.ts')),
    ...filesUnder(join('platform', 'appearance')).filter((file) => !file.endsWith('.test.ts')),
  ];
  for (const file of files.toSorted())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

async function compressAll(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(js|css|html|svg|json)$/.test(entry.name),
  );
  // The page is filled in by the server at each request: a compressed copy of it would be stale.
  for (const entry of files.filter(({ name }) => name !== 'index.html')) {
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    if (content.length < 1024) continue;
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
      promisify(gzip)(content, { level: 9 }),
    ]);
    writeFileSync(`${path}.br`, br);
    writeFileSync(`${path}.gz`, gz);
  }
}
