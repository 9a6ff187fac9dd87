// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';

/** 192 random bits: nobody guesses a link. */
export function newLinkSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** What the database keeps of the secret. */
export function linkDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
