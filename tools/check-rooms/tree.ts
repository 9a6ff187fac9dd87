// SPDX-License-Identifier: EUPL-1.2
import { posix } from 'node:path';

export type Import = { from: string; /** Path from the root, or the name of a package. */ to: string; written: string };
export type RoomFacts = { name: string; floor: string; needs: string[] };
export type Tree = { files: ReadonlyMap<string, string>; imports: readonly Import[]; rooms: ReadonlyMap<string, RoomFacts> };

/** Reads imports and manifests from the text of the files (path from the root → text). */
export function readTree(files: ReadonlyMap<string, string>): Tree {
  const imports = [...files].flatMap(([path, text]) => (/\.(ts|tsx|mjs)$/.test(path) ? importsOf(path, text) : []));
  const rooms = new Map<string, RoomFacts>();
  for (const [path, text] of files) {
    const [, name] = /^rooms\/([^/]+)\/room\.ts$/.exec(path) ?? [];
    if (name) rooms.set(name, { name, floor: /floor:\s*'(\w+)'/.exec(text)?.[1] ?? '', needs: needsOf(text) });
  }
  return { files, imports, rooms };
}

/** The room that a path lies in, if any. */
export function roomOf(path: string): string | null {
  return /^rooms\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** Tests, and what only tests use, may reach what the product may not. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)testing(\.ts|\/)/.test(path);
}

// `import x from '…'`, `export … from '…'`, `import '…'`, `import('…')`, types included; and JSON or text read beside.
function importsOf(from: string, text: string): Import[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const pattern = /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|\bmodule\s+)'([^'\n]+)'/g;
  return [...withoutComments.matchAll(pattern)].map(([, written = '']) => ({ from, to: resolve(from, written), written }));
}

function resolve(from: string, written: string): string {
  if (written.startsWith('#')) return written.slice(1);
  if (written.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), written));
  return written;
}

function needsOf(manifest: string): string[] {
  const [, list = ''] = /needs:\s*\[([^\]]*)\]/.exec(manifest) ?? [];
  return [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}
