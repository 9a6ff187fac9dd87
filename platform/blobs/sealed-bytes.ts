// SPDX-License-Identifier: EUPL-1.2
/**
 * Bytes sealed so that they can be written and read as a stream, and read in part: AES-256-GCM over segments of 64 KiB, in the
 * published format AES-GCM-HKDF Streaming of the Tink library (a STREAM construction), so that other programs can open them.
 *
 * A header (its length, a salt, a nonce prefix) begins the first segment. Each blob has a key of its own, derived from the body's
 * key, the salt and the blob's name: bytes moved to another name, cut short, put in another order or changed do not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { rechunk } from './rechunk.ts';
import type { ByteRange } from './store.ts';

const SEGMENT = 64 * 1024;
const SALT = 32;
const PREFIX = 7;
const HEADER = 1 + SALT + PREFIX;
const TAG = 16;

export type Seal = { key: Uint8Array; name: string };

/** The sealed form of `plain`, header first. `seal.name` is the associated data. */
export async function* sealBytes(
  seal: Seal,
  plain: AsyncIterable<Uint8Array>,
  random: (size: number) => Uint8Array = randomBytes,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([Buffer.of(HEADER), random(SALT), random(PREFIX)]);
  const { key, prefix } = openHeader(seal, header);
  yield header;
  for await (const { bytes, index, isLast } of rechunk(plain, SEGMENT - TAG - HEADER, SEGMENT - TAG)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, index, isLast));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Size of the sealed form of so many bytes. */
export function sealedSize(plainSize: number): number {
  return HEADER + plainSize + TAG * segmentCount(plainSize);
}

/**
 * The plain bytes of `range`, of a blob of `plainSize` bytes. `read` gives a part of the sealed form; only the header and the
 * segments concerned are asked for. Throws when anything was altered, before giving the segment concerned.
 */
export async function* openSealed(
  seal: Seal,
  plainSize: number,
  range: ByteRange,
  read: (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Buffer> {
  const firstSegment = segmentAt(range.first);
  const lastSegment = segmentAt(Math.max(range.last, range.first));
  const end = Math.min((lastSegment + 1) * SEGMENT, sealedSize(plainSize)) - 1;
  const header = firstSegment === 0 ? null : await collect(await read({ first: 0, last: HEADER - 1 }));
  const sealed = await read({ first: firstSegment * SEGMENT, last: end });

  const { start, rest } = header ? { start: header, rest: sealed } : await takeHeader(sealed);
  const { key, prefix } = openHeader(seal, start);
  const finalSegment = segmentCount(plainSize) - 1;
  let reached = firstSegment;
  for await (const { bytes, index } of rechunk(rest, firstSegment === 0 ? SEGMENT - HEADER : SEGMENT, SEGMENT)) {
    const segment = firstSegment + index;
    if (segment > lastSegment) throw new Error('the sealed bytes are longer than they should be');
    const plain = openSegment(key, nonce(prefix, segment, segment === finalSegment), bytes);
    const offset = plainOffset(segment);
    yield plain.subarray(Math.max(0, range.first - offset), Math.max(0, range.last + 1 - offset));
    reached = segment + 1;
  }
  if (reached !== lastSegment + 1) throw new Error('the sealed bytes end too soon');
}

function openHeader(seal: Seal, header: Buffer): { key: Buffer; prefix: Buffer } {
  if (header.length !== HEADER || header[0] !== HEADER) throw new Error('these bytes were not sealed here');
  const salt = header.subarray(1, 1 + SALT);
  return { key: Buffer.from(hkdfSync('sha256', seal.key, salt, seal.name, 32)), prefix: header.subarray(1 + SALT) };
}

function openSegment(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  if (bytes.length < TAG) throw new Error('the sealed bytes end too soon');
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG)), decipher.final()]);
}

function nonce(prefix: Buffer, index: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  prefix.copy(bytes);
  bytes.writeUInt32BE(index, PREFIX);
  bytes.writeUInt8(isLast ? 1 : 0, 11);
  return bytes;
}

function segmentCount(plainSize: number): number {
  return Math.max(1, Math.ceil((plainSize + HEADER) / (SEGMENT - TAG)));
}

function segmentAt(plainPosition: number): number {
  return Math.floor((plainPosition + HEADER) / (SEGMENT - TAG));
}

function plainOffset(segment: number): number {
  return segment === 0 ? 0 : segment * (SEGMENT - TAG) - HEADER;
}

async function takeHeader(sealed: AsyncIterable<Uint8Array>): Promise<{ start: Buffer; rest: AsyncIterable<Uint8Array> }> {
  const source = sealed[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  while (held.length < HEADER) {
    const next = await source.next();
    if (next.done) break;
    held = Buffer.concat([held, next.value]);
  }
  const rest = async function* () {
    try {
      yield held.subarray(HEADER);
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.(); // a reader that stops early must not leave the file or the connection open
    }
  };
  return { start: held.subarray(0, HEADER), rest: rest() };
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
