// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { EVENT_QUEUE } from '../events/event-queue.ts';
import { withPlatformRoom } from '../platform-room.ts';
import type { Room } from '../room.ts';
import { JOB_SCHEMA } from './queue.ts';

/** Makes or upgrades the tables of the queue with the owner's role, one queue per job of the rooms, and lets the server use them. */
export async function prepareQueue(ownerUrl: string, rooms: readonly Room[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: JOB_SCHEMA, max: 1, supervise: false, schedule: false, reindex: false });
  await boss.start();
  const wanted = new Map([
    [EVENT_QUEUE, 10],
    ...withPlatformRoom(rooms).flatMap((room) => (room.jobs ?? []).map((job) => [job.name, job.retries ?? 5] as const)),
  ]);
  const standing = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const [name, retryLimit] of wanted) {
    if (!standing.has(name)) await boss.createQueue(name, { retryLimit, retryDelay: 2, retryBackoff: true });
  }
  await boss.stop({ graceful: false });
  await letServerUse(ownerUrl);
}

async function letServerUse(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${JOB_SCHEMA} to beffroi_server, beffroi_across;
      grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to beffroi_server, beffroi_across;
      grant usage on all sequences in schema ${JOB_SCHEMA} to beffroi_server;
      grant execute on all functions in schema ${JOB_SCHEMA} to beffroi_server;`);
  } finally {
    await client.end();
  }
}
