// SPDX-License-Identifier: EUPL-1.2
import { BerFault } from './ber/read-ber.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text that must be UTF-8 (LDAPString, RFC 4511 §4.1.2). */
export function utf8(bytes: Uint8Array): string {
  const text = utf8OrNull(bytes);
  if (text === null) throw new BerFault('a text that is not UTF-8');
  return text;
}

/** Text, or null where the bytes are not UTF-8, or hold a NUL, which no value of this directory does. */
export function utf8OrNull(bytes: Uint8Array): string | null {
  try {
    const text = strict.decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
