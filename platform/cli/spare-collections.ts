// SPDX-License-Identifier: EUPL-1.2
import { setFlagsFromString } from 'node:v8';

/**
 * Each chunk that a socket receives lies outside V8's heap, which it collects whole after every 32 MB or so of them: an upload of 400 MB cost ten
 * collections of a heap that had not grown, nearly half of the processor that the server took. Counted with the heap, they cost one, in the same
 * memory; but once a collection has shrunk the heap, the next comes as soon as it has grown a little again, and uploads fall back to fourteen a GB.
 * So it may always grow to three times what was left: 4 GB then cost none or one.
 */
export function spareCollections(): void {
  setFlagsFromString('--external-memory-accounted-in-global-limit');
  setFlagsFromString('--heap-growing-percent=200');
}
