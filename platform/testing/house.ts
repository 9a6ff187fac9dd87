// SPDX-License-Identifier: EUPL-1.2
/** A whole house on a database of its own, for one test file. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sealEntries } from '../audit/seal-entries.ts';
import { deliverEvent } from '../events/deliver-event.ts';
import { EVENT_QUEUE, type EventJob } from '../events/event-queue.ts';
import type { RanQuery } from '../db/database.ts';
import type { House } from '../house.ts';
import { buildServer } from '../http/server.ts';
import { prepareQueue } from '../jobs/prepare-queue.ts';
import { runJob, type JobData } from '../jobs/work.ts';
import { makeLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import type { Room } from '../room.ts';
import type { Settings } from '../settings.ts';
import { testDatabase, type TestSeed } from './test-server.ts';
import { testClock, type TestClock } from './test-clock.ts';

export type TestHouse = {
  house: House;
  app: FastifyInstance;
  clock: TestClock;
  /** The migrations' own role: for what a test must do behind the server's back. */
  ownerUrl: string;
  serverUrl: string;
  /** The queries that `work` makes the house run, without what the house does by itself meanwhile. A request over a socket is not `work`'s. */
  queriesOf(work: () => Promise<unknown>): Promise<RanQuery[]>;
  /** Every query that the house runs while `work` lasts, whoever asked for it. */
  queriesDuring(work: () => Promise<unknown>): Promise<RanQuery[]>;
  /** Runs every job and delivery that waits, those they queue included, then seals the journal. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a house with these rooms, on an empty database or on a copy of the seed's. The clock stands at 2026-11-21T09:00Z until the test moves it. */
export async function openTestHouse(rooms: readonly Room[], options: { settings?: Partial<Settings>; seed?: TestSeed } = {}): Promise<TestHouse> {
  const database = await testDatabase(options.seed);
  await prepareQueue(database.ownerUrl, rooms);
  const folder = await mkdtemp(join(tmpdir(), 'beffroi-house-'));
  const clock = testClock();
  const asking = new AsyncLocalStorage<RanQuery[]>();
  let meanwhile: RanQuery[] | undefined;
  const settings: Settings = { ...testSettings(folder), ...options.settings };
  const { house, close } = await openHouse({
    settings,
    rooms,
    serverUrl: database.serverUrl,
    log: makeLog(process.env['TEST_LOG'] ?? 'silent'),
    works: false,
    clock,
    connections: 5,
    onQuery: (query) => {
      asking.getStore()?.push(query);
      meanwhile?.push(query);
    },
  });
  const app = await buildServer(house);
  await app.ready();
  return {
    house,
    app,
    clock,
    ownerUrl: database.ownerUrl,
    serverUrl: database.serverUrl,
    async queriesOf(work) {
      const ran: RanQuery[] = [];
      // Awaited inside: an injected request begins only when it is.
      await asking.run(ran, async () => void (await work()));
      return ran;
    },
    async queriesDuring(work) {
      const ran: RanQuery[] = (meanwhile = []);
      await work();
      meanwhile = undefined;
      return ran;
    },
    settle: () => settle(house),
    async close() {
      await app.close();
      await close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function testSettings(folder: string): Settings {
  return {
    mode: 'development',
    publicUrl: 'http://localhost:3000',
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    outgoingNetworks: [],
    dataDir: folder,
    database: { kind: 'embedded' },
    blobs: { kind: 'disk', dir: join(folder, 'blobs') },
    secondSite: null,
    mail: { kind: 'outbox' },
    ldap: { host: '127.0.0.1', port: null, tlsPort: null, tls: null, isTrial: false },
    loopMail: null,
    proconnect: null,
    timeStamp: null,
    demonstration: false,
    logLevel: 'silent',
    secretKey: randomBytes(32),
    sessionIdleMinutes: 240,
    metricsToken: null,
    checksAnswers: true,
  };
}

async function settle(house: House): Promise<void> {
  while ((await deliverWaiting(house)) + (await runWaiting(house)) > 0);
  while ((await sealEntries(house)) > 0);
}

async function deliverWaiting(house: House): Promise<number> {
  const jobs = await house.queue.boss.fetch<EventJob>(EVENT_QUEUE, { batchSize: 100 });
  for (const job of jobs) {
    await deliverEvent(house, job.data);
    await house.queue.boss.complete(EVENT_QUEUE, job.id);
  }
  return jobs.length;
}

async function runWaiting(house: House): Promise<number> {
  let count = 0;
  for (const job of house.index.jobs.values()) {
    const waiting = await house.queue.boss.fetch<JobData>(job.name, { batchSize: 100 });
    for (const queued of waiting) {
      await runJob(house, job, queued.data ?? {});
      await house.queue.boss.complete(job.name, queued.id);
    }
    count += waiting.length;
  }
  return count;
}
