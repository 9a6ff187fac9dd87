// SPDX-License-Identifier: EUPL-1.2
/** What the database keeps of tokens and keys: keyed digests and sealed bytes, nothing that a copy of it could use. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { House } from '#platform/house.ts';

const NONCE = 12;
const TAG = 16;

/** A digest that only this installation can make, and that even a short user code does not give away. */
export function digestOf(house: House, what: string, secret: string): Buffer {
  return createHmac('sha256', derived(house, 'digest')).update(`${what}\0${secret}`).digest();
}

/** `content` sealed for the row called `name`: moved to another row, it does not open. */
export function seal(house: House, name: string, content: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', derived(house, 'seal'), nonce).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the bytes were altered, moved, or sealed under another root key. */
export function unseal(house: House, name: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', derived(house, 'seal'), sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
}

const known = new WeakMap<Uint8Array, Map<string, Buffer>>();

function derived(house: House, purpose: 'digest' | 'seal'): Buffer {
  const { secretKey } = house.settings;
  const keys = known.get(secretKey) ?? new Map<string, Buffer>();
  known.set(secretKey, keys);
  const kept = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', secretKey, '', `beffroi openid ${purpose}`, 32));
  keys.set(purpose, kept);
  return kept;
}
