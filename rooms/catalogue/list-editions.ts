// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { summarise } from './edition-summary.ts';
import { allEditions } from './find-edition.ts';
import type { Tables } from './tables.ts';

/** The editions of the body in the address, drafts included. */
export async function listEditions(ctx: Context<Tables>) {
  const rows = await allEditions(ctx);
  return { rows: rows.map((row) => summarise(ctx, row)), total: rows.length };
}
