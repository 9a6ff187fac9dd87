// SPDX-License-Identifier: EUPL-1.2
/** What stands once the process is up: settings, log, database, clock, stores. Made by `open-house.ts`, read by everything else. */
import type { Logger } from 'pino';
import type { Room } from './room.ts';
import type { RoomIndex } from './room-index.ts';
import type { Settings } from './settings.ts';
import type { Database } from './db/database.ts';
import type { Queue } from './jobs/queue.ts';
import type { BlobStore } from './blobs/store.ts';
import type { Mailer } from './mail/mailer.ts';

export type Clock = { now(): Temporal.Instant };

export type House = {
  readonly settings: Settings;
  readonly log: Logger;
  readonly rooms: readonly Room[];
  readonly index: RoomIndex;
  readonly clock: Clock;
  readonly db: Database;
  readonly queue: Queue;
  readonly blobs: BlobStore;
  readonly mailer: Mailer;
};
