// SPDX-License-Identifier: EUPL-1.2
/** A server in a process of its own, for tests that kill it. Says its port on a line. */
import type { AddressInfo } from 'node:net';
import { spareCollections } from '#platform/cli/spare-collections.ts';
import { buildServer } from '#platform/http/server.ts';
import { makeLog } from '#platform/log.ts';
import { openHouse } from '#platform/open-house.ts';
import type { Settings } from '#platform/settings.ts';
import catalogue from '#rooms/catalogue/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import rights from '#rooms/rights/room.ts';
import backup from '../room.ts';

spareCollections();
const [, , serverUrl = '', given = '{}'] = process.argv;
const settings = JSON.parse(given) as Settings; // written by the test that starts this
const { house } = await openHouse({
  settings: { ...settings, secretKey: Buffer.from(String(settings.secretKey), 'base64') },
  rooms: [organisations, people, catalogue, rights, backup],
  serverUrl,
  log: makeLog('silent'),
  works: false,
});
const app = await buildServer(house);
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`); // it listens on a port
process.on('SIGTERM', () => process.exit(0));
