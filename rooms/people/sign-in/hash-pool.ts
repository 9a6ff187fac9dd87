// SPDX-License-Identifier: EUPL-1.2
/**
 * Password hashes on threads of their own: libuv's four also serve files and names, and a queue of sign-ins there would hold up every request.
 * As many threads as processors, at a lower priority. A sign-in that would wait more than about four seconds is refused (503) rather than kept waiting.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { refuse } from '../contract/account.ts';
import { waitingLine } from './waiting-line.ts';

export type HashAsked = { message: string; nonce: Uint8Array; memory: number; passes: number; parallelism: number; tagLength: number };
type Waiting = { asked: HashAsked; settle: (tag: Buffer) => void; fail: (error: unknown) => void };

// Beyond, people press the button again, and the work of the first attempt is lost.
const LONGEST_MS = 4_000;
// One hash at the cost of `password.ts` on a quiet processor of 2024, until the first has been timed.
const FIRST_GUESS_MS = 45;

const threads = availableParallelism();
const idle: Worker[] = [];
const line = waitingLine<Waiting>({ places: threads, longestMs: LONGEST_MS, firstGuessMs: FIRST_GUESS_MS, now: () => performance.now() });
let started = 0;
let done = 0;

/** How many hashes this process has computed: what an answer costs, for tests that compare answers. */
export function hashesDone(): number {
  return done;
}

/** The tag of one argon2id. Refuses `people.too-many-sign-ins` when it would wait too long, or has. */
export function computeHash(asked: HashAsked): Promise<Buffer> {
  return new Promise((settle, fail) => {
    const seconds = line.enter({ asked, settle, fail });
    if (seconds !== null) fail(refuse('people.too-many-sign-ins', { seconds }));
    else next();
  });
}

function next(): void {
  if (idle.length === 0 && started >= threads) return;
  const { next: first, late } = line.leave();
  for (const { fail } of late) fail(refuse('people.too-many-sign-ins', { seconds: LONGEST_MS / 1_000 }));
  if (first) run(idle.pop() ?? start(), first);
}

function start(): Worker {
  started++;
  return new Worker(new URL('./hash-worker.ts', import.meta.url));
}

function run(worker: Worker, { asked, settle, fail }: Waiting): void {
  // A process lives as long as a hash is awaited, and no longer.
  worker.ref();
  const begun = performance.now();
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
    line.served(performance.now() - begun);
    settle(Buffer.from(tag));
    next();
  };
  worker.once('message', answered);
  worker.once('error', failed);
  worker.postMessage(asked);
}
