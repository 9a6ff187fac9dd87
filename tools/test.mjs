// SPDX-License-Identifier: EUPL-1.2
/** `npm test [files]`: from a fresh clone to the runner's summary. Installs what is missing, then runs `run-tests.ts`. */
import { delimiter } from 'node:path';
import { install } from './install.mjs';
import { runUnderNode26 } from './node26.mjs';
import { installPeers, peerPath } from './peers.mjs';

const log = (line) => console.log(line);

try {
  await install(log);
  const missing = installPeers(log);
  for (const { program, debianPackage } of missing) log(`Missing: ${program} (Debian: ${debianPackage})`);
  if (missing.length > 0 && process.env.CI === 'true') throw new Error('Every peer is required under CI.');
  const env = { ...process.env, PATH: [process.env.PATH, ...peerPath].join(delimiter) };
  process.exitCode = await runUnderNode26(['tools/run-tests.ts', ...process.argv.slice(2)], { env });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
