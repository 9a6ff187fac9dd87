// SPDX-License-Identifier: EUPL-1.2
/**
 * The part of BER that LDAP allows (RFC 4511 §5.1): one-byte tags, definite lengths. Reads views of the bytes received, copies nothing,
 * and follows no nesting by itself: whoever reads an element decides how deep to go.
 */

/** Bytes that are not an LDAP message: the connection cannot go on. */
export class BerFault extends Error {}

export type Element = { readonly tag: number; readonly content: Buffer };

const MOST_LENGTH_BYTES = 4;

/** How many bytes the first element takes, header included; null while too few have come to say. Refuses one above `most`. */
export function elementSize(bytes: Buffer, most: number): number | null {
  const header = readHeader(bytes, 0);
  if (!header) return null;
  const size = header.contentAt + header.length;
  if (size > most) throw new BerFault(`an element of ${size} bytes, above ${most}`);
  return size;
}

/** The elements that follow each other in `content`, at most `most` of them. */
export function elementsIn(content: Buffer, most: number): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < content.length;) {
    if (elements.length === most) throw new BerFault(`more than ${most} elements`);
    const header = readHeader(content, at);
    if (!header || header.contentAt + header.length > content.length) throw new BerFault('an element goes beyond what holds it');
    const end = header.contentAt + header.length;
    elements.push({ tag: header.tag, content: content.subarray(header.contentAt, end) });
    at = end;
  }
  return elements;
}

/** The only element of `content`. */
export function onlyElementIn(content: Buffer): Element {
  const [element] = elementsIn(content, 1);
  if (!element) throw new BerFault('an element is missing');
  return element;
}

/** A signed integer of at most four bytes, which holds all of LDAP's (maxInt is 2³¹ − 1). */
export function integerOf(content: Buffer): number {
  if (content.length === 0 || content.length > 4) throw new BerFault('an integer of a wrong size');
  return content.readIntBE(0, content.length);
}

/** RFC 4511 §5.1 wants 0xFF for true; other encoders write any non-zero byte. */
export function booleanOf(content: Buffer): boolean {
  if (content.length !== 1) throw new BerFault('a boolean of a wrong size');
  return content[0] !== 0;
}

function readHeader(bytes: Buffer, at: number): { tag: number; contentAt: number; length: number } | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag !== undefined && (tag & 0x1f) === 0x1f) throw new BerFault('a tag of several bytes');
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, contentAt: at + 2, length: first };
  const count = first & 0x7f;
  if (count === 0) throw new BerFault('an indefinite length');
  if (count > MOST_LENGTH_BYTES) throw new BerFault('a length of too many bytes');
  if (bytes.length < at + 2 + count) return null;
  return { tag, contentAt: at + 2 + count, length: bytes.readUIntBE(at + 2, count) };
}
