// SPDX-License-Identifier: EUPL-1.2
import type { Logger } from 'pino';
import { openBlobStore } from './blobs/open-store.ts';
import { systemClock } from './clock.ts';
import { openDatabase, type DatabaseOptions } from './db/database.ts';
import type { Clock, House } from './house.ts';
import { openQueue } from './jobs/queue.ts';
import { openMailer } from './mail/open-mailer.ts';
import { withPlatformRoom } from './platform-room.ts';
import { indexRooms } from './room-index.ts';
import type { Room } from './room.ts';
import type { Settings } from './settings.ts';

export type HouseOptions = {
  settings: Settings;
  rooms: readonly Room[];
  serverUrl: string;
  log: Logger;
  /** Whether this process also runs jobs. */
  works: boolean;
  clock?: Clock;
} & DatabaseOptions;

/** Opens the house on a migrated database. `close` ends connections in the reverse order. */
export async function openHouse(options: HouseOptions): Promise<{ house: House; close(): Promise<void> }> {
  const { settings, serverUrl, log, works } = options;
  const rooms = withPlatformRoom(options.rooms);
  const index = indexRooms(rooms);
  const db = openDatabase(serverUrl, options);
  const queue = await openQueue(serverUrl, log, works);
  const blobs = await openBlobStore(settings.blobs);
  const mailer = openMailer(settings.mail);
  const house: House = { settings, log, rooms, index, clock: options.clock ?? systemClock, db, queue, blobs, mailer };
  for (const room of rooms) await room.prepare?.(house);
  return {
    house,
    async close() {
      await queue.close();
      await mailer.close();
      await blobs.close();
      await db.close();
    },
  };
}
