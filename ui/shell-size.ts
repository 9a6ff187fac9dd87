// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Chunk = { file: string; src?: string; name?: string; imports?: string[]; dynamicImports?: string[]; css?: string[] };
type Manifest = Readonly<Record<string, Chunk>>;

export type ShellSize = {
  /** Script that a signed-in person loads before the first page's own, in compressed bytes. */
  scriptBytes: number;
  styleBytes: number;
  chunks: readonly { file: string; bytes: number }[];
  /** Names of files in the shell that hold a schema library or a contract: must be empty. */
  schemas: readonly string[];
};

/** The shell of a build, from Vite's manifest: what the entry imports, and the manifests of rooms that it asks for at once. */
export function shellSize(folder: string): ShellSize {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest; // written by Vite
  const entry = Object.keys(manifest).find((key) => manifest[key]?.src === 'index.html');
  if (!entry) throw new Error(`no entry in the manifest of ${folder}`);
  const isManifest = (key: string): boolean => /(^|\/)ui\.ts$/.test(key) || manifest[key]?.name === 'manifests';
  const keys = new Set<string>();
  const take = (key: string): void => {
    if (keys.has(key)) return;
    keys.add(key);
    for (const next of manifest[key]?.imports ?? []) take(next);
    for (const next of manifest[key]?.dynamicImports ?? []) if (isManifest(next)) take(next);
  };
  take(entry);
  const inShell = [...keys].map((key) => manifest[key]).filter((chunk) => chunk !== undefined);
  const files = [...new Set(inShell.map(({ file }) => file))];
  const chunks = files.map((file) => ({ file, bytes: compressed(folder, file) })).toSorted((a, b) => b.bytes - a.bytes);
  return {
    scriptBytes: sum(chunks.map(({ bytes }) => bytes)),
    styleBytes: sum([...new Set(inShell.flatMap(({ css }) => css ?? []))].map((file) => compressed(folder, file))),
    chunks,
    schemas: files.filter((file) => /ZodError|_zod\b/.test(readFileSync(join(folder, file), 'utf8'))),
  };
}

function compressed(folder: string, file: string): number {
  return gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
