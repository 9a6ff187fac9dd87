// SPDX-License-Identifier: EUPL-1.2
import { createHash, hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** How many things, of how many bytes, and a digest that does not depend on their order: a table has none. */
export type Sum = { count: number; bytes: number; digest: string };

/** Adds up the SHA-256 of each thing, eight words apart: equal things may repeat and still count. */
export function startSum(): { add(digest: Uint8Array, bytes: number): void; end(): Sum } {
  const words = new Uint32Array(8);
  let count = 0;
  let total = 0;
  return {
    add(digest, bytes) {
      const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
      for (let index = 0; index < words.length; index += 1) words[index] = (words[index] ?? 0) + view.getUint32(index * 4);
      count += 1;
      total += bytes;
    },
    end: () => ({ count, bytes: total, digest: Buffer.from(words.map(bigEndian).buffer).toString('hex') }),
  };
}

/** Passes the text of a COPY on and adds up its rows: in this format a line feed only ever ends a row. */
export class RowSum extends Transform {
  readonly #sum = startSum();
  #rest: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let begin = 0;
    for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED, begin)) {
      this.#sum.add(hash('sha256', text.subarray(begin, end), 'buffer'), end - begin);
      begin = end + 1;
    }
    this.#rest = text.subarray(begin);
    done(null, chunk);
  }

  /** The sum of the rows seen; the stream must have ended. */
  sum(): Sum {
    if (this.#rest.length > 0) throw new Error('the rows end in the middle of one');
    return this.#sum.end();
  }
}

/** The digest by which a named content counts in a sum: the name is part of it. */
export function startNamed(name: string): { update(chunk: Uint8Array): void; digest(): Buffer } {
  const content = createHash('sha256').update(`${name}\n`);
  return { update: (chunk) => void content.update(chunk), digest: () => content.digest() };
}

const LINE_FEED = 10;

// So that the digest reads the same on every machine.
function bigEndian(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
