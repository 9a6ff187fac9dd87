// SPDX-License-Identifier: EUPL-1.2
import { route, type Route } from '../room.ts';
import * as contract from './contract.ts';
import { listOutbox, readOutbox } from './list-outbox.ts';

/** The outbox of a body, for the room that shows it to put in its own table, under a permission of its own. */
export function outboxRoutes(permission: string): readonly Route[] {
  return [route(contract.listOutbox, { permission, action: listOutbox }), route(contract.readOutbox, { permission, action: readOutbox })];
}
