// SPDX-License-Identifier: EUPL-1.2
/** Secrets of providers and sign-ins under way, encrypted under the root key. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Settings } from '#platform/settings.ts';

const NONCE = 12;
const TAG = 16;

type Keyed = Pick<Settings, 'secretKey'>;

/** `content` encrypted for the place called `name`: moved elsewhere, it does not open. */
export function seal(settings: Keyed, name: string, content: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(settings), nonce).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed. Null when it was altered, moved, cut short, or sealed under another root key. */
export function unseal(settings: Keyed, name: string, sealed: Uint8Array): string | null {
  if (sealed.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(settings), sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keyOf({ secretKey }: Keyed): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'beffroi federation', 32));
}
