// SPDX-License-Identifier: EUPL-1.2
import type { Readable } from 'node:stream';
import { ResticFault } from './fault.ts';

/** Without a byte for `idleMs`, the client has gone; over each `spanMs` of waiting for it, `least` bytes come at least. */
export type Pace = { idleMs: number; spanMs: number; least: number };

/** A line of 512 kbit/s shared by eight uploads gives 8 kB/s to each: a quarter of that is no machine that backs up. */
export const usualPace: Pace = { idleMs: 60_000, spanMs: 120_000, least: 240_000 };

/**
 * The bytes of an upload, as long as they come and are no more than `most`. A client that goes, falls silent or trickles is let go, its connection
 * with it, and what it sent is dropped. Only waiting for the client counts: time that the store takes is not the client's.
 */
export async function* paced(stream: Readable, most: number, pace: Pace = usualPace): AsyncGenerator<Buffer> {
  // Not destroyed with the loop: the connection must live to carry the answer.
  const chunks = stream.iterator({ destroyOnReturn: false });
  let size = 0;
  let waited = 0;
  let inSpan = 0;
  let since: number | null = performance.now();
  // One watch for the whole upload: a timer for each chunk would cost more than its digest.
  const watch = setInterval(() => {
    if (since !== null && performance.now() - since > pace.idleMs) stream.destroy(tooSlow());
  }, pace.idleMs / 2);
  try {
    for await (const chunk of chunks) {
      const bytes = chunk as Buffer; // a request has no encoding set
      waited += performance.now() - (since ?? 0);
      size += bytes.length;
      inSpan += bytes.length;
      if (size > most) throw new ResticFault(413, `Un objet compte au plus ${most} octets.`);
      if (waited > pace.spanMs) {
        if (inSpan < pace.least) throw tooSlow();
        [waited, inSpan] = [0, 0];
      }
      since = null;
      yield bytes;
      since = performance.now();
    }
  } finally {
    clearInterval(watch);
  }
}

function tooSlow(): ResticFault {
  return new ResticFault(408, 'L’envoi est trop lent ou s’est interrompu : rien n’en est gardé, il est à reprendre.', { connection: 'close' });
}
