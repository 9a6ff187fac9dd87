// SPDX-License-Identifier: EUPL-1.2
/** The whole platform as an installation with a PostgreSQL of its own serves it, on data of its own. `start.test.ts` holds the embedded one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '#platform/db/migrate.ts';
import { testDatabase } from '#platform/testing/test-server.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { freePort } from '#ui/testing/free-port.ts';

export type Demonstration = { url: string; close(): Promise<void> };

const PATIENCE_MS = 300_000;

/** Starts `main.ts serve --demonstration` on a free port and a copy of the national register, and waits until all is served. */
export async function openDemonstration(): Promise<Demonstration> {
  const database = await testDatabase(nationalRegister);
  const dataDir = await mkdtemp(join(tmpdir(), 'beffroi-journey-'));
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: database.serverUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    LOG_LEVEL: 'warn',
    NODE_ENV: 'development',
    NODE_TEST_CONTEXT: undefined,
  };
  const child = spawn(process.execPath, ['main.ts', 'serve', '--demonstration'], { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const url = `http://localhost:${port}`;
  try {
    await untilServed(url, child, () => said);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    url,
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilServed(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the demonstration ended: ${said()}`);
    const status = await fetch(`${url}/health`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await wait(200);
  }
  throw new Error(`the demonstration did not open in ${PATIENCE_MS} ms: ${said()}`);
}
