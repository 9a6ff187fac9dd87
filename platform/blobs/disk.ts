// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from './refusals.ts';
import { BlobMissing, type BlobStore } from './store.ts';

const UNFINISHED = 'unfinished';
const GATHERED_BYTES = 512 * 1024;

/** Keeps blobs as files under `root`, an absolute path, made if need be. */
export async function openDiskStore(root: string): Promise<BlobStore> {
  await mkdir(join(root, UNFINISHED), { recursive: true });
  return {
    write: (name, content) => write(root, name, content),
    async read(name, range) {
      const file = await open(pathOf(root, name)).catch(orMissing(name));
      return file.createReadStream(range ? { start: range.first, end: range.last } : {});
    },
    size: (name) => sizeOf(pathOf(root, name)),
    remove: (name) => rm(pathOf(root, name), { force: true }),
    list: () => list(root),
    clearUnfinished: (before) => clearUnfinished(join(root, UNFINISHED), before),
    async close() {},
  };
}

async function write(root: string, name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = join(root, UNFINISHED, randomUUID());
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await writeAll(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    const path = pathOf(root, name);
    const made = await mkdir(dirname(path), { recursive: true });
    await rename(unfinished, path);
    // The name lies in its folder: without this, a power cut forgets it, and the folder itself when it is new.
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      await sync(folder);
      if (!made || folder === dirname(made) || folder === root) break;
    }
  } catch (error) {
    await rm(unfinished, { force: true });
    throw isFull(error) ? refuse('blobs.no-room') : error;
  }
}

// Chunks come small: gathered, they take a tenth of the calls, and the next are received while the last are written.
async function writeAll(file: FileHandle, content: AsyncIterable<Uint8Array>): Promise<void> {
  let gathered: Uint8Array[] = [];
  let size = 0;
  let writing: Promise<void> = Promise.resolve();
  for await (const chunk of content) {
    gathered.push(chunk);
    size += chunk.length;
    if (size < GATHERED_BYTES) continue;
    await writing;
    writing = writeGathered(file, gathered, size);
    // Heard below; a content that fails first must not leave it unheard.
    writing.catch(() => {});
    [gathered, size] = [[], 0];
  }
  await writing;
  if (size > 0) await writeGathered(file, gathered, size);
}

// The system may write less than it was given: a disk that fills says so at the next call.
async function writeGathered(file: FileHandle, gathered: Uint8Array[], size: number): Promise<void> {
  const { bytesWritten } = await file.writev(gathered);
  if (bytesWritten < size) await file.appendFile(Buffer.concat(gathered).subarray(bytesWritten));
}

// Fanned out by the end of the id, which is random; its beginning is the time and would fill one folder after the other.
function pathOf(root: string, name: string): string {
  if (!/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(name)) throw new Error('a blob is named <organisation>/<blob>');
  const [organisation = '', id = ''] = name.split('/');
  return join(root, organisation, id.slice(-2), id);
}

async function* list(root: string): AsyncIterable<string> {
  for (const organisation of await readdir(root)) {
    if (organisation === UNFINISHED) continue;
    for (const fan of await readdir(join(root, organisation))) {
      for (const id of await readdir(join(root, organisation, fan))) yield `${organisation}/${id}`;
    }
  }
}

async function clearUnfinished(folder: string, before: Temporal.Instant): Promise<void> {
  for (const entry of await readdir(folder)) {
    const path = join(folder, entry);
    const found = await stat(path).catch(() => null); // finished meanwhile
    if (found && found.mtimeMs < before.epochMilliseconds) await rm(path, { force: true });
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function orMissing(name: string) {
  return (error: unknown): never => {
    throw codeOf(error) === 'ENOENT' ? new BlobMissing(name) : error;
  };
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
