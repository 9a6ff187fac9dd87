// SPDX-License-Identifier: EUPL-1.2
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startTestServer } from './test-server.ts';

const bin = '/usr/lib/postgresql/15/bin';

/** Starts the oldest PostgreSQL that we accept, from Debian's package `postgresql-15`; `close` stops it and forgets its data. */
export async function startOldestPostgresql(): Promise<{ adminUrl: string; close(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'beffroi-postgresql-15-'));
  const server = await startTestServer(home, { binaries: { bin: dirname(await realpath(join(bin, 'pg_ctl'))), major: 15 } });
  return {
    adminUrl: server.adminUrl,
    async close() {
      await server.stop();
      await rm(home, { recursive: true });
    },
  };
}
