// SPDX-License-Identifier: EUPL-1.2
/** SHA-256 of what must be proved later. A digest is written as 64 lower-case hexadecimal characters. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Digest of bytes, or of a text in UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Digest of a stream and its length in bytes; the content is never held whole. */
export async function sha256OfStream(content: AsyncIterable<Uint8Array>): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { digest: hash.digest('hex'), bytes };
}

/** Digest of a JSON value, the same whatever the order of its keys and whoever computes it (RFC 8785). */
export function sha256OfJson(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** The one text of a JSON value (RFC 8785). Throws on what JSON cannot say: undefined, infinite numbers, lone surrogates. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('undefined has no canonical JSON');
  return text;
}

/** Whether a text is a digest as this house writes them. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
