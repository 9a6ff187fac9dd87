// SPDX-License-Identifier: EUPL-1.2
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { extract, pack, type Header } from 'tar-stream';
import { CannotStart } from '../cannot-start.ts';

export type ArchiveWriter = {
  add(name: string, content: Uint8Array | string): Promise<void>;
  /** A content whose size is known beforehand; it is never held whole. */
  addStream(name: string, size: number, content: AsyncIterable<Uint8Array>): Promise<void>;
};

/** Writes a tar to `file`, readable by its owner alone. The name only appears once everything is on disk. */
export async function writeArchive(file: string, fill: (archive: ArchiveWriter) => Promise<void>): Promise<void> {
  if (await stat(file).catch(() => null)) throw new CannotStart(`Le fichier ${file} existe déjà : une sauvegarde n’en remplace jamais une autre.`);
  const draft = `${file}.part`;
  await rm(draft, { force: true });
  const tar = pack();
  const written = pipeline(tar, createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
  try {
    await Promise.race([fill(writerOn(tar)), written]);
    tar.finalize();
    await written;
  } catch (error) {
    tar.destroy();
    await written.catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/** The entries of an archive in order. Each must be read to its end, or drained, before the next. */
export async function* readArchive(file: string): AsyncGenerator<{ name: string; content: Readable }> {
  const entries = extract();
  const source = createReadStream(file);
  source.on('error', (error) => entries.destroy(error));
  source.pipe(entries);
  try {
    for await (const entry of entries) {
      // tar-stream's own stream type stands for Node's readable, whose protocol it follows.
      const content = entry as unknown as Readable & { header: Header };
      yield { name: content.header.name, content };
      content.resume();
    }
  } finally {
    source.destroy();
  }
}

function writerOn(tar: ReturnType<typeof pack>): ArchiveWriter {
  return {
    add: (name, content) =>
      new Promise((resolve, reject) => {
        const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
        tar.entry({ name }, bytes, (error) => (error ? reject(error) : resolve()));
      }),
    async addStream(name, size, content) {
      const entry = tar.entry({ name, size });
      await pipeline(content, entry);
      await finished(entry);
    },
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  // Windows cannot sync a folder.
  await handle.sync().catch(() => {});
  await handle.close();
}
