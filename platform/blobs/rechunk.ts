// SPDX-License-Identifier: EUPL-1.2

/** The same bytes in pieces of `first`, then of `next` bytes; the last piece is shorter, says that it is the last, and there is always one. */
export async function* rechunk(
  source: AsyncIterable<Uint8Array>,
  first: number,
  next: number,
): AsyncGenerator<{ bytes: Buffer; index: number; isLast: boolean }> {
  let held: Uint8Array[] = [];
  let length = 0;
  let index = 0;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    let size = index === 0 ? first : next;
    if (length <= size) continue; // a full piece waits, for it may be the last
    const all = Buffer.concat(held, length);
    let offset = 0;
    while (length - offset > size) {
      yield { bytes: all.subarray(offset, offset + size), index, isLast: false };
      offset += size;
      index += 1;
      size = next;
    }
    held = [all.subarray(offset)];
    length -= offset;
  }
  yield { bytes: Buffer.concat(held, length), index, isLast: true };
}
