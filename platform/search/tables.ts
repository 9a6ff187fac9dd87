// SPDX-License-Identifier: EUPL-1.2
import type { Generated, Transaction } from 'kysely';
import type { Context } from '../context.ts';

export type SearchTables = {
  'platform.search_entry': {
    organisation_id: string;
    kind: string;
    id: string;
    title: string;
    detail: string;
    href: string;
    words: Generated<string>;
    folded: Generated<string>;
    updated_at: string;
  };
};

/** The caller's transaction, seen through the tables of the search. */
export function searchTables<Tables>(ctx: Context<Tables>): Transaction<SearchTables> {
  return ctx.tx as unknown as Transaction<SearchTables>; // rooms do not list the platform's tables
}
