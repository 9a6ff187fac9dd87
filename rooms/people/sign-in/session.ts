// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';

/** A working day and its evening; each sign-in opens a new session. */
export const SESSION_LASTS = Temporal.Duration.from({ hours: 12 });

/** 256 random bits: the only proof of a session, never stored. */
export function newSessionSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret. */
export function secretDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
