// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { holdersOf } from '../groups/members.ts';
import type { Tables } from '../tables.ts';

/**
 * The accounts to tell of something that the holders of a permission in the body of the address wait for, by their own mandates of today; or
 * those alone who want it, by the account that the body knows. To be told and shown to nobody: an account may be one by which another body knows
 * the same human being.
 */
export async function accountsToTell<T>(
  ctx: Context<T>,
  permission: string,
  whoWants?: (persons: readonly string[]) => Promise<readonly string[]>,
): Promise<string[]> {
  const holders = await holdersOf(ctx as unknown as Context<Tables>, permission); // its own tables are of no interest to the caller
  const known = holders.map(({ personId }) => personId);
  const persons = whoWants && known.length > 0 ? await whoWants(known) : known;
  if (persons.length === 0) return [];
  const { rows } = await sql<{ account: string }>`select people.told_as(${[...persons]}::uuid[]) as account`.execute(ctx.tx);
  return rows.map(({ account }) => account);
}
