// SPDX-License-Identifier: EUPL-1.2
import { realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { quickFolder } from './quick-folder.ts';
import { startTestServer } from './test-server.ts';

const bin = '/usr/lib/postgresql/15/bin';

/** Starts the oldest PostgreSQL that we accept, from Debian's package `postgresql-15`; `close` stops it and forgets its data. */
export async function startOldestPostgresql(): Promise<{ adminUrl: string; close(): Promise<void> }> {
  const home = await quickFolder('beffroi-postgresql-15-');
  const server = await startTestServer(home, { binaries: { bin: dirname(await realpath(join(bin, 'pg_ctl'))), major: 15 } });
  return {
    adminUrl: server.adminUrl,
    async close() {
      await server.stop();
      await rm(home, { recursive: true });
    },
  };
}
