// SPDX-License-Identifier: EUPL-1.2
/** A thread that computes argon2id and nothing else. */
import { argon2Sync } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { HashAsked } from './hash-pool.ts';

// On Linux, niceness is a thread's own: whatever else the machine has to do comes before a password. Elsewhere it would slow the whole server.
if (process.platform === 'linux') setPriority(0, 10);

parentPort?.on('message', ({ message, nonce, ...cost }: HashAsked) => {
  parentPort?.postMessage(argon2Sync('argon2id', { message, nonce, ...cost }));
});
