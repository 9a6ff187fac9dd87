// SPDX-License-Identifier: EUPL-1.2
/** The whole platform as `npm start` serves it, on data of its own, and a browser before it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eraseEmbedded } from '#platform/db/embedded/start-embedded.ts';
import { projectRoot } from '#platform/db/migrate.ts';
import { freePort } from '#ui/testing/free-port.ts';

export type Demonstration = { url: string; close(): Promise<void> };

const PATIENCE_MS = 300_000;

/** Starts `main.ts serve --demonstration` on a free port and waits until all is served. */
export async function openDemonstration(): Promise<Demonstration> {
  const dataDir = await mkdtemp(join(tmpdir(), 'beffroi-journey-'));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', NODE_ENV: 'development', NODE_TEST_CONTEXT: undefined };
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
      await eraseEmbedded(dataDir);
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
