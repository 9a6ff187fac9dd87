// SPDX-License-Identifier: EUPL-1.2
/** A server in a process of its own, for tests that kill it. Says its port on a line. */
import catalogue from '#rooms/catalogue/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import rights from '#rooms/rights/room.ts';
import backup from '../room.ts';
import { serveRooms } from './serve-rooms.ts';

await serveRooms([organisations, people, catalogue, rights, backup]);
