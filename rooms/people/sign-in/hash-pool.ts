// SPDX-License-Identifier: EUPL-1.2
/**
 * Password hashes on threads of their own: libuv's four also serve files and names, and a queue of sign-ins there would hold up every request.
 * As many threads as processors, at a lower priority; a bounded queue, beyond which a sign-in is refused rather than kept waiting.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { refuse } from '../contract/account.ts';

export type HashAsked = { message: string; nonce: Uint8Array; memory: number; passes: number; parallelism: number; tagLength: number };
type Waiting = { asked: HashAsked; settle: (tag: Buffer) => void; fail: (error: unknown) => void };

// Some four seconds of work for two processors at the cost of `password.ts`: nobody waits longer for a page.
const MOST_WAITING = 200;

const idle: Worker[] = [];
const waiting: Waiting[] = [];
let started = 0;
let done = 0;

/** How many hashes this process has computed: what an answer costs, for tests that compare answers. */
export function hashesDone(): number {
  return done;
}

/** The tag of one argon2id. Refuses `people.too-many-sign-ins` when too many wait already. */
export function computeHash(asked: HashAsked): Promise<Buffer> {
  if (waiting.length >= MOST_WAITING) return Promise.reject(refuse('people.too-many-sign-ins', { seconds: 5 }));
  return new Promise((settle, fail) => {
    waiting.push({ asked, settle, fail });
    next();
  });
}

function next(): void {
  if (waiting.length === 0) return;
  const worker = idle.pop() ?? (started < availableParallelism() ? start() : null);
  const first = worker && waiting.shift();
  if (worker && first) run(worker, first);
}

function start(): Worker {
  started++;
  return new Worker(new URL('./hash-worker.ts', import.meta.url));
}

function run(worker: Worker, { asked, settle, fail }: Waiting): void {
  // A process lives as long as a hash is awaited, and no longer.
  worker.ref();
  const failed = (error: unknown): void => {
    worker.off('message', answered);
    started--;
    void worker.terminate();
    fail(error);
    next();
  };
  const answered = (tag: Uint8Array): void => {
    worker.off('error', failed);
    worker.unref();
    idle.push(worker);
    done++;
    settle(Buffer.from(tag));
    next();
  };
  worker.once('message', answered);
  worker.once('error', failed);
  worker.postMessage(asked);
}
