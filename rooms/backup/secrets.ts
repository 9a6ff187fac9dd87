// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { keyedDigest, secretBox } from '#platform/secrets/seal.ts';
import type { Settings } from '#platform/settings.ts';

/** Passwords of repositories, sealed for their row. */
export const escrowBox = secretBox('beffroi backup escrow');

const digestOf = keyedDigest('beffroi backup');

/** What a machine presents at each request: 256 random bits, made for a program, never chosen or typed by a person. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of it, and compares. */
export function secretDigest(settings: Pick<Settings, 'secretKey'>, secret: string): Buffer {
  return digestOf(settings, 'repository', secret);
}

/** What it keeps of a token of enrolment. */
export function tokenDigest(settings: Pick<Settings, 'secretKey'>, token: string): Buffer {
  return digestOf(settings, 'enrolment', token);
}

/** Names a repository in its address: 80 random bits in the alphabet of RFC 4648, section 6. */
export function newKey(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  return [...randomBytes(16)].map((byte) => letters.charAt(byte & 31)).join('');
}
