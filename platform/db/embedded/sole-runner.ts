// SPDX-License-Identifier: EUPL-1.2
import { readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const SQLITE_BUSY = 5;

/**
 * Holds `path` alone until released. The lock is the operating system's, taken by SQLite: it dies with the process, however
 * that ends, and leaves nothing to clean. Returns null when another process still holds it after `patience` milliseconds.
 */
export async function becomeSoleRunner(path: string, patience = 0): Promise<{ release(): Promise<void> } | null> {
  const deadline = Date.now() + patience;
  for (;;) {
    const lock = tryLock(path);
    if (lock) {
      await writeFile(`${path}.pid`, String(process.pid));
      return {
        async release() {
          await rm(`${path}.pid`, { force: true });
          lock.close();
        },
      };
    }
    if (Date.now() >= deadline) return null;
    await sleep(50);
  }
}

/** The process that holds `path`, for a message: it may have just ended. */
export async function holderOf(path: string): Promise<string | null> {
  return readFile(`${path}.pid`, 'utf8').catch(() => null);
}

function tryLock(path: string): DatabaseSync | null {
  const lock = new DatabaseSync(path);
  try {
    // A journal in memory: the file itself is never written, so a full disk cannot stop a start.
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}
