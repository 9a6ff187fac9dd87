// SPDX-License-Identifier: EUPL-1.2
import { randomFillSync } from 'node:crypto';

// Randomness drawn by the page: asking for it costs more than the rest of an identifier, and every request takes one.
const drawn = Buffer.alloc(4_096);
let taken = drawn.length;

/** A UUIDv7 (RFC 9562 §5.7): milliseconds since 1970, then randomness, so that keys arrive in the order of time. */
export function uuidV7(milliseconds: number = Date.now()): string {
  if (taken === drawn.length) {
    randomFillSync(drawn);
    taken = 0;
  }
  const bytes = drawn.subarray(taken, (taken += 16));
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
