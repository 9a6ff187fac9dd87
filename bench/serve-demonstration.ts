// SPDX-License-Identifier: EUPL-1.2
/** What a bench loads, in a process of its own: the demonstration on a database that survives a power cut, jobs included, and accounts to sign in with. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '#platform/access/providers.ts';
import { openDatabaseServer } from '#platform/cli/open-database-server.ts';
import { prepareDatabase } from '#platform/cli/with-house.ts';
import { systemClock } from '#platform/clock.ts';
import { buildServer } from '#platform/http/server.ts';
import { startWorkers } from '#platform/jobs/work.ts';
import { makeLog } from '#platform/log.ts';
import { openHouse } from '#platform/open-house.ts';
import { readSettings } from '#platform/settings.ts';
import { makePerson, type TestPerson } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';

type Wanted = { log: 'info' | 'warn'; accounts: number; environment?: Readonly<Record<string, string>> };
export type Served = { address: string; people: readonly TestPerson[] };

/** Serves until its parent says anything: the parent is told the address and the accounts, account managers of Gironde Numérique. */
export async function serveDemonstration({ log, accounts, environment = {} }: Wanted): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'beffroi-bench-'));
  // As in production: answers are not read again by their own contract.
  const settings = { ...readSettings({ DATA_DIR: dataDir, LOG_LEVEL: log, ...environment }), checksAnswers: false };
  const database = await openDatabaseServer(settings, () => {});
  await prepareDatabase(database.ownerUrl, rooms);
  const { house, close } = await openHouse({ settings, rooms, serverUrl: database.serverUrl, log: makeLog(log), works: true });
  for (const room of rooms) await room.demonstration?.(house);
  for (const room of rooms) await room.prepare?.(house);
  const stopWorking = await startWorkers(house);
  const app = await buildServer(house);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const operator = await identityOf(house).organisationOf(house, 'gironde-numerique');
  if (!operator) throw new Error('the demonstration has no gironde-numerique');
  const people: TestPerson[] = [];
  for (let made = 0; made < accounts; made++)
    people.push(await makePerson({ ownerUrl: database.ownerUrl, clock: systemClock }, [{ in: operator, roles: ['account-manager'] }]));
  process.send?.({ address, people } satisfies Served);
  process.on('message', async () => {
    await app.close();
    await stopWorking();
    await close();
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
    process.exit(0);
  });
}
