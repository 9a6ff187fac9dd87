// SPDX-License-Identifier: EUPL-1.2
/** What a signed-in person downloads before the first page's own script: `node bench/shell-size/run.ts`. Fails above 200 kB. */
import { join } from 'node:path';
import { buildUi } from '#ui/build.ts';
import { shellSize } from '#ui/shell-size.ts';

const MOST = 200_000;
const folder = join(import.meta.dirname, '../../.build/ui');

await buildUi({ outDir: folder });
const size = shellSize(folder);
for (const { file, bytes } of size.chunks) console.log(`${kilobytes(bytes)}  ${file}`);
console.log(`${kilobytes(size.scriptBytes)}  script of the shell, gzip (at most ${MOST / 1000} kB)`);
console.log(`${kilobytes(size.styleBytes)}  style of the shell, gzip`);
console.log(size.schemas.length === 0 ? 'no schema library, no contract' : `schemas in: ${size.schemas.join(', ')}`);
process.exitCode = size.scriptBytes < MOST && size.schemas.length === 0 ? 0 : 1;

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}
