// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Refusal } from '#platform/http/contract.ts';
import type { Tables } from '../tables.ts';
import { bodyRoles } from './body-roles.ts';

/**
 * Makes a change that may take away somebody's administration of the body, and refuses it when nobody would be left on one of these days who
 * administers it. Two such changes at once wait for each other.
 */
export async function keepAdministrator(
  ctx: Context<Tables>,
  days: readonly Temporal.PlainDate[],
  change: () => Promise<void>,
  refusal: () => Refusal,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`people.administer ${ctx.organisation}`}, 0))`.execute(ctx.tx);
  const before = await Promise.all(days.map((day) => hasAdministrator(ctx, day)));
  await change();
  // Thrown here, the refusal undoes the change.
  for (const [index, day] of days.entries()) if (before[index] && !(await hasAdministrator(ctx, day))) throw refusal();
}

/** Whether some mandate of that day administers the body. */
async function hasAdministrator(ctx: Context<Tables>, day: Temporal.PlainDate): Promise<boolean> {
  const administering = [...(await bodyRoles(ctx)).values()].filter(({ permissions }) => permissions.has('people.administer')).map(({ key }) => key);
  if (administering.length === 0) return false;
  const found = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where(sql<boolean>`roles && ${administering}::text[]`)
    .where('begins_on', '<=', day.toString())
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', day.toString())]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
