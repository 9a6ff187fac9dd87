// SPDX-License-Identifier: EUPL-1.2
/** Passwords as argon2id (RFC 9106), hashed on threads of their own so that a sign-in does not hold up other requests. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { computeHash } from './hash-pool.ts';

// OWASP's first choice, and within the ANSSI's guidance: 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** Hash in PHC string form, with its own random salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await computeHash({ message: password.normalize('NFC'), nonce, ...COST });
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Whether the password is the one hashed; with no hash, spends the same time and says no. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const { cost, nonce, tag } = parse(hash ?? UNKNOWN);
  const computed = await computeHash({ message: password.normalize('NFC'), nonce, ...cost, tagLength: tag.length });
  return timingSafeEqual(computed, tag) && hash !== null;
}

// Never matches: stands in for an account that does not exist, so that the answer takes as long.
const UNKNOWN = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`;

function parse(hash: string) {
  const [, memory, passes, parallelism, nonce, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? [];
  if (!nonce || !tag) throw new Error('a stored password hash is not argon2id');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
