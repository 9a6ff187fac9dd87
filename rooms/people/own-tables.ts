// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/** The context of another room's action, for a question about this room's own tables: the transaction sees both. */
export function ownTables<Other>(ctx: Context<Other>): Context<Tables> {
  return ctx as unknown as Context<Tables>; // row types only: the connection is one
}
