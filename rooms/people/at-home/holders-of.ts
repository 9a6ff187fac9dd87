// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Context } from '#platform/context.ts';
import { serving } from '../serving.ts';
import type { Tables } from '../tables.ts';

/**
 * The accounts to tell of something that holders of a permission in the body of the address wait for: those of today, by the roles of their
 * mandates as the body composed them. To be told and not shown: an account may be that of another body's agent who is the same human being.
 */
export async function holdersOf<T>(ctx: Context<T>, permission: string): Promise<string[]> {
  const mandates = await serving(ctx as unknown as Context<Tables>); // its own tables are of no interest to the caller
  const holders = mandates.filter((mandate) => permissionsOf(ctx.house.index, mandate).has(permission)).map(({ personId }) => personId);
  if (holders.length === 0) return [];
  const { rows } = await sql<{ told_as: string }>`select people.told_as(${holders}::uuid[]) as told_as`.execute(ctx.tx);
  return rows.map((row) => row.told_as);
}
