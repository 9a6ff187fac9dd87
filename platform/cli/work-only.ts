// SPDX-License-Identifier: EUPL-1.2
import { startWorkers } from '../jobs/work.ts';
import { makeLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import type { Room } from '../room.ts';
import { readSettings } from '../settings.ts';
import { openDatabaseServer } from './open-database-server.ts';
import { untilAskedToStop } from './until-asked-to-stop.ts';

/** Runs jobs, schedules and the sealer, without HTTP, until the process is asked to stop. */
export async function workOnly(rooms: readonly Room[]): Promise<void> {
  const asked = untilAskedToStop();
  const settings = readSettings(process.env);
  const server = await openDatabaseServer(settings, (line) => console.log(line), { joins: true });
  try {
    const { house, close } = await openHouse({ settings, rooms, serverUrl: server.serverUrl, log: makeLog(settings.logLevel), works: true });
    const stop = await startWorkers(house);
    await asked;
    await stop();
    await close();
  } finally {
    await server.stop();
  }
}
