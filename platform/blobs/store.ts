// SPDX-License-Identifier: EUPL-1.2
/**
 * Where bytes lie. A name is `<organisation>/<blob>`, both UUIDs, and is never used twice: what was removed stays removed,
 * whatever a late writer does. Implementations: `disk.ts` and `s3.ts`, held to one suite by `store.test.ts`.
 */
import type { Readable } from 'node:stream';

/** First and last byte, both included, counted from 0. */
export type ByteRange = { first: number; last: number };

export type BlobStore = {
  /** Keeps the bytes under a new name, all or nothing, and safe from a power cut once it returns. A failure leaves nothing to be read or listed. */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes, or the part asked for. Throws `BlobMissing` before the first byte. */
  read(name: string, range?: ByteRange): Promise<Readable>;
  /** Bytes kept under this name; null when there are none. */
  size(name: string): Promise<number | null>;
  /** Removes what is there; nothing there is fine. */
  remove(name: string): Promise<void>;
  /** Every name, those of one organisation together. */
  list(): AsyncIterable<string>;
  /** Clears what writes that began before this instant, and never ended, have left behind. */
  clearUnfinished(before: Temporal.Instant): Promise<void>;
  close(): Promise<void>;
};

/** The database knows this blob and the store does not: damage, never a refusal. */
export class BlobMissing extends Error {
  constructor(name: string) {
    super(`no bytes are kept under ${name}`);
    this.name = 'BlobMissing';
  }
}
