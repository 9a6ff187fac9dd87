// SPDX-License-Identifier: EUPL-1.2
/** The whole house in a process of its own, as an operator runs it. Says its port on a line. */
import { rooms } from '#rooms.ts';
import { serveRooms } from '#rooms/backup/testing/serve-rooms.ts';

await serveRooms(rooms);
