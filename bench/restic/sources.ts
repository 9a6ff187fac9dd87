// SPDX-License-Identifier: EUPL-1.2
/** What is backed up. */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Half of it is noise, as photographs are; half repeats, as texts do. */
export async function mixed(path: string, bytes: number): Promise<void> {
  await mkdir(path);
  const each = 20e6;
  const text = Buffer.from('Le conseil municipal, après en avoir délibéré, décide à l’unanimité. '.repeat(1_000));
  for (let n = 0; n * each < bytes; n += 1) {
    const noise = randomBytes(each / 2);
    const words = Buffer.concat(Array.from({ length: Math.ceil(each / 2 / (text.length + 16)) }, () => Buffer.concat([text, randomBytes(16)])));
    await writeFile(join(path, `${n}.bin`), Buffer.concat([noise, words.subarray(0, each / 2)]));
  }
}

/** Files of 500 bytes to 8.5 kB, five hundred a folder. */
export async function smallFiles(path: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    if (n % 500 === 0) await mkdir(join(path, String(n / 500)), { recursive: true });
    await writeFile(join(path, String(Math.floor(n / 500)), `${n}.txt`), randomBytes(500 + ((n * 37) % 8_000)));
  }
}
