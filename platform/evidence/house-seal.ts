// SPDX-License-Identifier: EUPL-1.2
/** Time-stamps without an authority: the server signs the digest and its own clock. */
import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import type { Clock } from '../house.ts';
import { canonicalJson, isDigest } from './digest.ts';
import type { TimeStamp, TimeStamper, Verdict } from './time-stamp.ts';

/** Seals with an Ed25519 key. `name` is shown as the authority: the operator's. */
export function houseSeal(key: KeyObject, name: string, clock: Clock): TimeStamper {
  return {
    kind: 'house',
    async stamp(digest) {
      if (!isDigest(digest)) throw new TypeError('a time-stamp is put on a SHA-256 digest');
      const said = { kind: 'house' as const, digest, at: clock.now().toString(), authority: name };
      return { ...said, token: sign(null, Buffer.from(canonicalJson(said)), key).toString('base64') };
    },
  };
}

/** The Ed25519 sealing key that follows from the installation's secret key, so that nothing else must be kept. */
export function sealingKey(secretKey: Uint8Array): { privateKey: KeyObject; publicKey: KeyObject } {
  const seed = Buffer.from(hkdfSync('sha256', secretKey, '', 'beffroi evidence seal', 32));
  // RFC 8410: PKCS #8 of an Ed25519 key is this prefix and the 32 bytes of the seed.
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Whether one of the keys made this seal. */
export function checkHouseSeal({ kind, digest, at, authority, token }: TimeStamp, keys: readonly KeyObject[]): Verdict {
  const said = Buffer.from(canonicalJson({ kind, digest, at, authority }));
  const signature = Buffer.from(token, 'base64');
  if (!keys.some((key) => verify(null, said, key, signature))) return { isSound: false, says: 'Le sceau n’a pas été posé par cette installation.' };
  return { isSound: true, at: Temporal.Instant.from(at), authority };
}
