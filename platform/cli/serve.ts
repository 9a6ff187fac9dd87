// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { buildServer } from '../http/server.ts';
import { startWorkers } from '../jobs/work.ts';
import { makeLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import type { Room } from '../room.ts';
import { projectRoot } from '../db/migrate.ts';
import { readSettings } from '../settings.ts';
import { openFrontDoor } from './front-door.ts';
import { openDatabaseServer } from './open-database-server.ts';
import { untilAskedToStop } from './until-asked-to-stop.ts';
import { prepareDatabase } from './with-house.ts';

export type ServeOptions = {
  rooms: readonly Room[];
  /** Builds the screens into this folder when their sources have changed. */
  buildScreens: (folder: string) => Promise<unknown>;
  /** Loads the demonstration even if the settings do not ask for it. */
  demonstration: boolean;
  /** Runs the jobs in this process too. Always so in development. */
  works: boolean;
  /** What to print once all is served. */
  welcome: (publicUrl: string) => readonly string[];
};

const PATIENCE_MS = 10_000;

/** Serves the house until the process is asked to stop, then closes everything in the reverse order. */
export async function serve(options: ServeOptions): Promise<void> {
  const settings = readSettings({ ...process.env, ...(options.demonstration && { DEMONSTRATION: 'true' }) });
  const works = options.works || settings.mode === 'development';
  const door = await openFrontDoor(settings);
  // Closed in this order once the door is shut: the last thing opened first, the database last.
  const closings: (() => Promise<void>)[] = [];
  const say = (stage: string): void => {
    door.say(stage);
    console.log(`  ${stage}…`);
  };
  try {
    say('Ouverture de la base de données');
    const server = await openDatabaseServer(settings, (line) => console.log(`  ${line}`));
    closings.unshift(server.stop);
    const applied = await prepareDatabase(server.ownerUrl, options.rooms);
    if (applied.length > 0) console.log(`  Base mise à jour : ${applied.length} migrations.`);
    const { house, close } = await openHouse({ settings, rooms: options.rooms, serverUrl: server.serverUrl, log: makeLog(settings.logLevel), works });
    closings.unshift(close);
    if (settings.demonstration) {
      say('Chargement de la démonstration');
      for (const room of options.rooms) await room.demonstration?.(house);
      for (const room of options.rooms) await room.prepare?.(house);
    }
    say('Préparation des écrans');
    const screens = join(projectRoot, '.build/ui');
    await options.buildScreens(screens);
    const app = await buildServer(house, { screens });
    await app.ready();
    closings.unshift(() => app.close());
    if (works) closings.unshift(await startWorkers(house));
    door.open((request, response) => app.routing(request, response));
    for (const line of options.welcome(settings.publicUrl)) console.log(line);
    await untilAskedToStop();
    console.log('\nArrêt en cours…');
  } finally {
    await door.close(PATIENCE_MS);
    for (const closing of closings) await closing().catch((error: unknown) => console.error(error));
  }
}
