// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Database } from './database.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
// A connection that a firewall dropped says nothing: asked now and then, it fails.
const ASK_EVERY_MS = 30_000;

export type Listening = { close(): Promise<void> };

type Heard = {
  onNotice: (payload: string) => void;
  /** The connection was lost and is back: what was told meanwhile is unknown. */
  onGap: () => void;
};

/** Listens to one channel (LISTEN) on a connection of its own, which it opens again whenever it breaks. Returns once it listens. */
export async function listen(db: Database, channel: string, heard: Heard, log: Logger): Promise<Listening> {
  const stop = new AbortController();
  let client = await connect(db, channel, heard);
  const life = (async () => {
    while (!stop.signal.aborted) {
      await untilBroken(client, stop.signal);
      if (stop.signal.aborted) break;
      log.warn({ channel }, 'listening again after a lost connection');
      const next = await reconnect(db, channel, heard, stop.signal);
      if (!next) break;
      client = next;
      heard.onGap();
    }
    await client.end().catch(() => {});
  })();
  return {
    close() {
      stop.abort();
      return life;
    },
  };
}

async function connect(db: Database, channel: string, heard: Heard): Promise<Client> {
  const client = new Client({ connectionString: db.pool.options.connectionString, application_name: 'beffroi-listen' });
  client.on('error', () => {}); // told by `end` as well
  client.on('notification', ({ payload }) => heard.onNotice(payload ?? ''));
  await client.connect();
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
  return client;
}

async function reconnect(db: Database, channel: string, heard: Heard, stop: AbortSignal): Promise<Client | null> {
  for (let pause = FIRST_WAIT_MS; !stop.aborted; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    try {
      return await connect(db, channel, heard);
    } catch {
      await wait(pause, undefined, { signal: stop }).catch(() => {});
    }
  }
  return null;
}

async function untilBroken(client: Client, stop: AbortSignal): Promise<void> {
  const broken = new AbortController();
  const end = (): void => broken.abort();
  client.once('end', end);
  client.once('error', end);
  const either = AbortSignal.any([broken.signal, stop]);
  while (!either.aborted) {
    await wait(ASK_EVERY_MS, undefined, { signal: either }).catch(() => {});
    if (!either.aborted) await client.query('select').catch(end);
  }
}
