// SPDX-License-Identifier: EUPL-1.2
import { migrate } from '../db/migrate.ts';
import type { House } from '../house.ts';
import { prepareQueue } from '../jobs/prepare-queue.ts';
import { makeLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import type { Room } from '../room.ts';
import { readSettings } from '../settings.ts';
import { openDatabaseServer } from './open-database-server.ts';

/** Opens the house for one command, migrated, and closes it whatever happens. */
export async function withHouse<Result>(rooms: readonly Room[], work: (house: House) => Promise<Result>): Promise<Result> {
  const settings = readSettings(process.env);
  const server = await openDatabaseServer(settings, (line) => console.error(line), { joins: true });
  try {
    await prepareDatabase(server.ownerUrl, rooms);
    const log = makeLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
    const { house, close } = await openHouse({ settings, rooms, serverUrl: server.serverUrl, log, works: false });
    try {
      return await work(house);
    } finally {
      await close();
    }
  } finally {
    await server.stop();
  }
}

/** Brings schema and queue to this version. Returns the migrations applied. */
export async function prepareDatabase(ownerUrl: string, rooms: readonly Room[]): Promise<string[]> {
  const applied = await migrate(
    ownerUrl,
    rooms.map((room) => room.name),
  );
  await prepareQueue(ownerUrl, rooms);
  return applied;
}
