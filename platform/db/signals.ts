// SPDX-License-Identifier: EUPL-1.2
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';

export type Signals = {
  /**
   * Calls `heard` with each payload that a committed transaction sent on `channel` by `pg_notify`, in this process or another. After a
   * broken connection it is called with null: something may have been missed. `heard` must not throw.
   */
  listen(channel: string, heard: (payload: string | null) => void): Promise<void>;
  close(): Promise<void>;
};

const RETRY_MS = 1_000;

/** One connection of its own for all channels, opened by the first that listens and reopened when it breaks. */
export function openSignals(serverUrl: string): Signals {
  const channels = new Map<string, ((payload: string | null) => void)[]>();
  const stop = new AbortController();
  let client: Promise<Client> | undefined;

  async function connect(): Promise<Client> {
    const made = new Client({ connectionString: serverUrl, application_name: 'beffroi-signals', keepAlive: true });
    made.on('notification', ({ channel, payload }) => {
      for (const heard of channels.get(channel) ?? []) heard(payload ?? '');
    });
    made.on('error', () => {}); // followed by `end`
    await made.connect();
    for (const channel of channels.keys()) await made.query(`listen ${made.escapeIdentifier(channel)}`);
    made.on('end', () => void reconnect());
    return made;
  }

  async function reconnect(): Promise<void> {
    while (!stop.signal.aborted) {
      await setTimeout(RETRY_MS, undefined, { signal: stop.signal, ref: false }).catch(() => {});
      if (stop.signal.aborted) return;
      client = connect();
      const back = await client.catch(() => null);
      if (!back) continue;
      for (const listeners of channels.values()) for (const heard of listeners) heard(null);
      return;
    }
  }

  return {
    async listen(channel, heard) {
      channels.set(channel, [...(channels.get(channel) ?? []), heard]);
      client ??= connect();
      try {
        const open = await client;
        await open.query(`listen ${open.escapeIdentifier(channel)}`);
      } catch (error) {
        // Never opened, or lost: the next that listens opens it again.
        client = undefined;
        throw error;
      }
    },
    async close() {
      stop.abort();
      await client?.then((open) => open.end()).catch(() => {});
    },
  };
}
