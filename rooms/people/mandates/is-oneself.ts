// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Whether a person is the one who acts, under any of the accounts proven to be theirs. */
export async function isOneself(ctx: Context<Tables>, personId: string): Promise<boolean> {
  if (ctx.actor.kind !== 'person') return false;
  const { rows } = await sql<{ mine: boolean }>`select people.is_me(${personId}::uuid) as mine`.execute(ctx.tx);
  return rows[0]?.mine ?? false;
}
