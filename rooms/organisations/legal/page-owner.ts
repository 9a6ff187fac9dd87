// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import type { Tables } from '../tables.ts';
import { ownerIn } from './owner-in.ts';
import { ownerOf } from './owner-in-memory.ts';

/**
 * Whose public page it is: name, logo, colours and legal links of the operator of the address. `href` is where its name leads.
 * Read in the transaction at hand; from memory where there is none.
 */
export async function pageOwner<T>(ctx: Context<T>, href: string): Promise<PageOwner> {
  // The caller's own tables are of no interest here: these are read by their names.
  const owner = ctx.hasTransaction ? ownerIn(ctx.tx as unknown as Transaction<Tables>, ctx.organisation) : ownerOf(ctx.house, ctx.organisation);
  return { ...(await owner), href };
}
