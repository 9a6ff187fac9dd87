// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

// A prefix that programs which look for leaked secrets can find, and a sum that tells a token cut short from one that was revoked.
const shape = /^bft_([0-9a-f]{48})([0-9a-f]{8})$/;

/** A new token: `bft_`, 192 random bits, their CRC-32. */
export function newToken(): string {
  const secret = randomBytes(24).toString('hex');
  return `bft_${secret}${sumOf(secret)}`;
}

/** Whether this could be a token: its sum is right. */
export function isToken(text: string): boolean {
  const [, secret, sum] = shape.exec(text) ?? [];
  return secret !== undefined && sumOf(secret) === sum;
}

function sumOf(secret: string): string {
  return crc32(secret).toString(16).padStart(8, '0');
}
