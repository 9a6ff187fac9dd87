// SPDX-License-Identifier: EUPL-1.2
import type { AddressInfo } from 'node:net';
import { spareCollections } from '#platform/cli/spare-collections.ts';
import { buildServer } from '#platform/http/server.ts';
import { makeLog } from '#platform/log.ts';
import { openHouse } from '#platform/open-house.ts';
import type { Room } from '#platform/room.ts';
import type { Settings } from '#platform/settings.ts';

/** Serves these rooms, with the database and the settings of the program's arguments; says its port on a line. */
export async function serveRooms(rooms: readonly Room[]): Promise<void> {
  spareCollections();
  const [, , serverUrl = '', given = '{}'] = process.argv;
  const settings = JSON.parse(given) as Settings; // written by the test that starts this
  const { house } = await openHouse({
    settings: { ...settings, secretKey: Buffer.from(String(settings.secretKey), 'base64') },
    rooms,
    serverUrl,
    log: makeLog('silent'),
    works: false,
  });
  const app = await buildServer(house);
  await app.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`); // it listens on a port
  process.on('SIGTERM', () => process.exit(0));
}
