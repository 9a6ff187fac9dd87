// SPDX-License-Identifier: EUPL-1.2
/** The whole demonstration on the national register, loaded once a run and copied for each test file. */
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/db/migrate.ts';
import { prepareQueue } from '#platform/jobs/prepare-queue.ts';
import { makeLog } from '#platform/log.ts';
import { openHouse } from '#platform/open-house.ts';
import { readSettings } from '#platform/settings.ts';
import type { TestSeed } from '#platform/testing/test-server.ts';
import { testClock } from '#platform/testing/test-clock.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { rooms } from '#rooms.ts';

/** The key with which the demonstration's blobs are sealed: the house that reads them must be given the same. */
export const demonstrationKey = Buffer.alloc(32, 7);

/** `openTestHouse(rooms, { seed: demonstrationSeed })`. */
export const demonstrationSeed: TestSeed = {
  name: 'demonstration',
  files: [...nationalRegister.files, ...globSync('rooms/{*,*/*}/{demonstration*.{ts,typ},editions/*.json}', { cwd: projectRoot })],
  async load({ ownerUrl, serverUrl }) {
    await prepareQueue(ownerUrl, rooms);
    const dataDir = await mkdtemp(join(tmpdir(), 'beffroi-seed-'));
    const settings = readSettings({ DATA_DIR: dataDir, SECRET_KEY: demonstrationKey.toString('base64'), LOG_LEVEL: 'silent' });
    const { house, close } = await openHouse({ settings, rooms, serverUrl, log: makeLog('silent'), works: false, clock: testClock() });
    try {
      for (const room of rooms) await room.demonstration?.(house);
    } finally {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};
