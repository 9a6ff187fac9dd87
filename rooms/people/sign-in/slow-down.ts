// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { countedInWindow, countInWindow, takeFromLimit } from '#platform/http/rate-limit.ts';
import { refuse } from '../contract/account.ts';
import type { Tables } from '../tables.ts';
import { newWork, spendWork, type Work } from './work.ts';

const WINDOW = 600;
// A person who hesitates between their passwords stays below all of these.
const EASY_TRIES = { onAccount: 10, fromAddress: 60, failuresEverywhere: 300 } as const;
const MOST_ON_ACCOUNT = 100;
const LEAST_BITS = 14;
// Some ten seconds in the browser of an old phone; each try from anywhere costs it.
const MOST_BITS = 20;

type Try = {
  login: string;
  /** The person's own known device from which it comes, if any. */
  device: string | null;
  work: Work | undefined;
};

/**
 * Slows whoever guesses passwords, without ever locking their owner out. A device that has signed in to the account keeps a budget of its own,
 * which nobody else can spend. All other devices share the account's: beyond ten tries in ten minutes, each asks a computation that doubles with
 * the tries; beyond a hundred, only what proves more than a password remains (a passkey, or a link to the mailbox). The same is answered whether
 * the account exists or not. Refuses `platform.too-many-requests`, `people.prove-work` with what to compute, `people.sign-in-by-mail`.
 */
export async function slowDown(ctx: Context<Tables>, { login, device, work }: Try): Promise<void> {
  const { house } = ctx;
  if (device) return takeFromLimit(house, `sign-in device ${device}`, { most: 20, seconds: WINDOW });
  const onAccount = await countInWindow(house, `sign-in account ${login}`, WINDOW);
  const fromAddress = await countInWindow(house, `sign-in address ${ctx.address ?? ''}`, WINDOW);
  const failures = await countedInWindow(house, FAILURES, 60);
  if (onAccount.taken > MOST_ON_ACCOUNT) throw refuse('people.sign-in-by-mail', { seconds: onAccount.secondsLeft });
  const bits = Math.max(
    bitsFor(onAccount.taken, EASY_TRIES.onAccount),
    bitsFor(fromAddress.taken, EASY_TRIES.fromAddress),
    bitsFor(failures, EASY_TRIES.failuresEverywhere),
  );
  if (bits === 0 || (work && (await spendWork(ctx, login, work)))) return;
  throw refuse('people.prove-work', { challenge: newWork(ctx, login, bits), bits });
}

/** Counts a wrong password: many of them, whatever the accounts, slow every unknown device. */
export async function countFailure(ctx: Context<Tables>): Promise<void> {
  await countInWindow(ctx.house, FAILURES, 60);
}

const FAILURES = 'sign-in failures';

function bitsFor(tries: number, easy: number): number {
  return tries <= easy ? 0 : Math.min(MOST_BITS, LEAST_BITS + Math.floor(Math.log2(tries / easy) * 2));
}
