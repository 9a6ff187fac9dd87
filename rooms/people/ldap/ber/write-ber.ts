// SPDX-License-Identifier: EUPL-1.2
/** BER as LDAP writes it (RFC 4511 §5.1): definite lengths, the shortest form. */

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const OCTETS = 0x04;
export const ENUMERATED = 0x0a;
export const SEQUENCE = 0x30;
export const SET = 0x31;

/** An element of this tag around these bytes. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const content of contents) length += content.length;
  return Buffer.concat([Buffer.from([tag]), lengthOf(length), ...contents]);
}

/** Text in UTF-8, or bytes as they are. */
export function octets(value: string | Uint8Array, tag = OCTETS): Buffer {
  return element(tag, typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
}

/** An integer between −2³¹ and 2³¹ − 1. */
export function integer(value: number, tag = INTEGER): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  let from = 0;
  // A leading byte that only repeats the sign of the next one is left out.
  while (from < 3 && isOnlySign(bytes[from] ?? 0, bytes[from + 1] ?? 0)) from++;
  return element(tag, bytes.subarray(from));
}

export function boolean(value: boolean, tag = BOOLEAN): Buffer {
  return element(tag, Buffer.from([value ? 0xff : 0]));
}

function isOnlySign(byte: number, next: number): boolean {
  return (byte === 0 && next < 0x80) || (byte === 0xff && next >= 0x80);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  const from = bytes.findIndex((byte) => byte !== 0);
  return Buffer.concat([Buffer.from([0x80 | (4 - from)]), bytes.subarray(from)]);
}
