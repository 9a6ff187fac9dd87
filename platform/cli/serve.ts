// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildServer } from '../http/server.ts';
import type { House } from '../house.ts';
import { startWorkers } from '../jobs/work.ts';
import { makeLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import type { Room } from '../room.ts';
import { projectRoot } from '../db/migrate.ts';
import { readSettings, type Settings } from '../settings.ts';
import { openFrontDoor, type FrontDoor } from './front-door.ts';
import { openDatabaseServer } from './open-database-server.ts';
import { spareCollections } from './spare-collections.ts';
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
  /** What the demonstration has beside the house, under a path of its own: the other side of a protocol, simulated. */
  beside?: (settings: Settings) => Promise<Beside>;
  /** What to print once all is served. */
  welcome: (publicUrl: string) => readonly string[];
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type Beside = {
  /** The settings of the house, which now knows what is beside it. */
  settings: Settings;
  /** Path under which it answers, with its slashes. */
  prefix: string;
  handle: Handler;
  /** Called once the demonstration is loaded. */
  ready: (house: House) => Promise<void>;
};

// How long requests under way may go on once we are asked to stop: in a trial, an open page must not hold Ctrl-C.
const PATIENCE_MS = { development: 1_000, production: 10_000 };

/** Serves the house until the process is asked to stop, even while it starts, then closes everything in the reverse order. */
export async function serve(options: ServeOptions): Promise<void> {
  spareCollections();
  const asked = untilAskedToStop();
  const settings = readSettings({ ...process.env, ...(options.demonstration && { DEMONSTRATION: 'true' }) });
  const door = await openFrontDoor(settings);
  // Closed in this order once the door is shut: the last thing opened first, the database last.
  const closings: (() => Promise<void>)[] = [];
  const opening = openAll(options, settings, door, closings);
  let isOpen = false;
  try {
    isOpen = await Promise.race([opening.then(() => true), asked.then(() => false)]);
    if (isOpen) await asked;
    console.log('\nArrêt en cours…');
  } finally {
    await door.close(PATIENCE_MS[settings.mode]);
    for (const closing of closings) await inTime(closing(), isOpen ? 15_000 : 2_000);
  }
  // An import or a build that was under way when the stop came would go on by itself.
  if (!isOpen) process.exit(0);
}

async function openAll(options: ServeOptions, read: Settings, door: FrontDoor, closings: (() => Promise<void>)[]): Promise<void> {
  const beside = read.demonstration ? await options.beside?.(read) : undefined;
  const settings = beside?.settings ?? read;
  const works = options.works || settings.mode === 'development';
  const say = (stage: string): void => {
    door.say(stage);
    console.log(`  ${stage}…`);
  };
  say('Ouverture de la base de données');
  const starting = openDatabaseServer(settings, (line) => console.log(`  ${line}`));
  closings.unshift(async () => (await starting.catch(() => null))?.stop());
  const server = await starting;
  const applied = await prepareDatabase(server.ownerUrl, options.rooms);
  if (applied.length > 0) console.log(`  Base mise à jour : ${applied.length} migrations.`);
  const { house, close } = await openHouse({ settings, rooms: options.rooms, serverUrl: server.serverUrl, log: makeLog(settings.logLevel), works });
  closings.unshift(close);
  if (settings.demonstration) {
    say('Chargement de la démonstration');
    for (const room of options.rooms) await room.demonstration?.(house);
    for (const room of options.rooms) await room.prepare?.(house);
    await beside?.ready(house);
  }
  say('Préparation des écrans');
  const screens = join(projectRoot, '.build/ui');
  await options.buildScreens(screens);
  const app = await buildServer(house, { screens });
  await app.ready();
  closings.unshift(() => app.close());
  if (works) closings.unshift(await startWorkers(house));
  for (const daemon of options.rooms.flatMap((room) => room.daemons ?? [])) {
    const running = await daemon.start(house);
    if (!running) continue;
    closings.unshift(running.close);
    console.log(`  ${running.says}`);
  }
  door.open((request, response) => {
    if (beside && request.url?.startsWith(beside.prefix)) beside.handle(request, response);
    else app.routing(request, response);
  });
  for (const line of options.welcome(settings.publicUrl)) console.log(line);
}

async function inTime(closing: Promise<void>, patience: number): Promise<void> {
  await Promise.race([closing, setTimeout(patience, undefined, { ref: false })]).catch((error: unknown) => console.error(error));
}
