// SPDX-License-Identifier: EUPL-1.2
/**
 * Secrets that the database keeps: sealed bytes and keyed digests, of no use to whoever has a copy of it without the root key. Each purpose has its own
 * key, derived from the root key by its label (HKDF, RFC 5869): a label that is in use must never change, or what it sealed opens no more.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Settings } from '../settings.ts';

const NONCE = 12;
const TAG = 16;

type Keyed = Pick<Settings, 'secretKey'>;
type Purpose = `beffroi ${string}`;

/** Seals (AES-256-GCM) for one purpose. A name says where the secret lies, such as a table and its key: moved elsewhere, it does not open. */
export function secretBox(purpose: Purpose) {
  const open = (settings: Keyed, name: string, sealed: Uint8Array): Buffer | null => {
    if (sealed.length < NONCE + TAG) return null;
    const decipher = createDecipheriv('aes-256-gcm', derivedKey(settings, purpose), sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
    } catch {
      return null;
    }
  };
  return {
    /** A text (UTF-8) or bytes, sealed for the place called `name`. Never twice the same. */
    seal(settings: Keyed, name: string, content: string | Uint8Array): Buffer {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', derivedKey(settings, purpose), nonce).setAAD(Buffer.from(name));
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    /** What was sealed. Null when it was altered, moved, cut short, or sealed under another root key or for another purpose. */
    open,
    /** The text that was sealed; null as `open`. For what a browser presents. */
    openText(settings: Keyed, name: string, sealed: Uint8Array): string | null {
      return open(settings, name, sealed)?.toString('utf8') ?? null;
    },
    /** The text that was sealed. Throws where `open` gives null: a row of the database that does not open is a fault. */
    unseal(settings: Keyed, name: string, sealed: Uint8Array): string {
      const opened = open(settings, name, sealed);
      if (opened === null) throw new Error('a sealed secret does not open: was it sealed by another root key (SECRET_KEY)?');
      return opened.toString('utf8');
    },
  };
}

/** A digest (HMAC-SHA-256) that only this installation makes: even a short code is not found by trying them all. `what` keeps uses apart. */
export function keyedDigest(purpose: Purpose) {
  return (settings: Keyed, what: string, secret: string): Buffer =>
    createHmac('sha256', derivedKey(settings, purpose)).update(`${what}\0${secret}`).digest();
}

const known = new WeakMap<Uint8Array, Map<string, Buffer>>();

function derivedKey({ secretKey }: Keyed, purpose: Purpose): Buffer {
  const keys = known.get(secretKey) ?? new Map<string, Buffer>();
  known.set(secretKey, keys);
  const kept = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32));
  keys.set(purpose, kept);
  return kept;
}
