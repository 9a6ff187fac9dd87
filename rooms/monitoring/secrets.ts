// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';
import { secretBox } from '#platform/secrets/seal.ts';

/** What probes present to machines. */
export const probeSecrets = secretBox('beffroi monitoring probe');

/** The name under which a check's secret is sealed: in another row it does not open. */
export function secretName(operatorId: string, checkId: string): string {
  return `monitoring.check ${operatorId} ${checkId}`;
}

/** The secret part of an address that a machine calls: 160 random bits, in letters that survive a mail address. */
export function newPushSecret(): { secret: string; digest: Buffer } {
  const secret = randomBytes(20).toString('hex');
  return { secret, digest: pushDigest(secret) };
}

// So long a secret needs no key: it is not found by trying.
export function pushDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
