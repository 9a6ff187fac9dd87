// SPDX-License-Identifier: EUPL-1.2
/** The whole national register to test with, loaded once and copied for each file. */
import { openDatabase } from '#platform/db/database.ts';
import type { TestSeed } from '#platform/testing/test-server.ts';
import { testClock } from '#platform/testing/test-clock.ts';
import { importRegister } from './register/import-register.ts';

const register = ['import-register', 'match-edition', 'package-edition', 'read-package', 'write-edition', 'write-memberships'];

/** `openTestHouse(rooms, { seed: nationalRegister })`: all communes and EPCI of the edition installed. */
export const nationalRegister: TestSeed = {
  name: 'national',
  files: [...register.map((name) => `rooms/organisations/register/${name}.ts`), 'node_modules/@etalab/decoupage-administratif/package.json'],
  async load({ serverUrl }) {
    const db = openDatabase(serverUrl, { connections: 1 });
    await importRegister({ db, clock: testClock() });
    await db.close();
  },
};

export { recordMerger } from './register/record-merger.ts';
export { refreshRegister } from './register/register-in-memory.ts';
