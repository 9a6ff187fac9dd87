// SPDX-License-Identifier: EUPL-1.2
import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const GIB = 2 ** 30;

/** Where a server for tests may keep its data: in memory where the system offers such a folder, and on the disk. */
export const quickPlaces: readonly string[] = [MEMORY, tmpdir()];

/**
 * A folder of one's own for a database server that may forget, in memory where there is room enough. A database is two thousand small files: a copy
 * takes more than a second of a core on a disk, a fifth of it in memory, and each test file makes some.
 */
export async function quickFolder(prefix: string): Promise<string> {
  const there = await statfs(MEMORY).catch(() => null);
  const hasRoom = there !== null && there.bavail * there.bsize > 6 * GIB && process.availableMemory() > 10 * GIB;
  return mkdtemp(join(hasRoom ? MEMORY : tmpdir(), prefix));
}
