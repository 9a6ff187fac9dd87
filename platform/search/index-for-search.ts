// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '../context.ts';
import { searchTables } from './tables.ts';

export type SearchEntry = {
  /** The room, then what it is, such as `dossiers.dossier`. */
  kind: string;
  /** Of the row found. */
  id: string;
  /** What the list of hits shows, and what weighs most. */
  title: string;
  /** Further words to be found by, shown under the title. Nothing that a reader of the title may not know. */
  detail: string;
  /** The address of its screen. */
  href: string;
};

/** Makes a row of the body in the address findable, or changes how, in the caller's transaction. */
export async function indexForSearch<Tables>(ctx: Context<Tables>, entry: SearchEntry): Promise<void> {
  const values = { ...entry, updated_at: ctx.now().toString() };
  await searchTables(ctx)
    .insertInto('platform.search_entry')
    .values({ organisation_id: ctx.organisation, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'kind', 'id']).doUpdateSet(values))
    .execute();
}

/** Makes a row of the body in the address impossible to find. One that was not indexed is fine. */
export async function removeFromSearch<Tables>(ctx: Context<Tables>, { kind, id }: Pick<SearchEntry, 'kind' | 'id'>): Promise<void> {
  await searchTables(ctx)
    .deleteFrom('platform.search_entry')
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
}
