// SPDX-License-Identifier: EUPL-1.2
import { PassThrough, type Readable } from 'node:stream';
import type { House } from '../house.ts';

// Proxies close what stays silent for a minute.
const HEARTBEAT_MS = 25_000;
// The browser then comes back by itself, and shows again that its session is open.
const LONGEST_LIFE_MS = 10 * 60_000;
const CHANNEL = 'beffroi_notice';
/** In the place of a person: what changed concerns whoever has a page open. */
export const EVERYBODY = '*';

type Ear = { streams: Map<string, Set<PassThrough>>; listening: Promise<void> };

const ears = new WeakMap<House, Ear>();

/**
 * Server-sent events that say to a person's open pages, whichever process serves them, when to read their notices again, or what is announced
 * to everybody. An event carries nothing else, so that one missed or repeated does no harm. Ends when the reader goes.
 */
export async function noticeStream(house: House, personId: string, heartbeatMs = HEARTBEAT_MS): Promise<Readable> {
  const ear = ears.get(house) ?? beginListening(house);
  const stream = new PassThrough();
  const own = ear.streams.get(personId) ?? new Set();
  ear.streams.set(personId, own.add(stream));
  const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs).unref();
  const life = setTimeout(() => stream.end(), LONGEST_LIFE_MS).unref();
  stream.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(life);
    own.delete(stream);
    if (own.size === 0 && ear.streams.get(personId) === own) ear.streams.delete(personId);
  });
  try {
    await ear.listening;
  } catch (error) {
    stream.destroy();
    throw error;
  }
  stream.write('retry: 3000\n\n');
  return stream;
}

/** Ends every stream of this process, so that a server that stops need not wait for its readers. */
export function endNoticeStreams(house: House): void {
  for (const stream of [...(ears.get(house)?.streams.values() ?? [])].flatMap((own) => [...own])) {
    stream.end();
    // One that nobody reads would never reach its end.
    setTimeout(() => stream.destroy(), 200).unref();
  }
}

function beginListening(house: House): Ear {
  const streams: Ear['streams'] = new Map();
  const listening = house.db.listen(CHANNEL, (personId) => {
    // Null: the connection was lost and is back, anybody may have been told something.
    if (personId === null) for (const own of streams.values()) wake(own, ['notices', 'announcements']);
    else if (personId === EVERYBODY) for (const own of streams.values()) wake(own, ['announcements']);
    else wake(streams.get(personId), ['notices']);
  });
  const ear: Ear = { streams, listening };
  ears.set(house, ear);
  // A first connection that failed is tried again by the next reader.
  listening.catch(() => ears.delete(house));
  return ear;
}

function wake(streams: Iterable<PassThrough> | undefined, events: readonly string[]): void {
  for (const stream of streams ?? []) for (const event of events) stream.write(`event: ${event}\ndata: {}\n\n`);
}
