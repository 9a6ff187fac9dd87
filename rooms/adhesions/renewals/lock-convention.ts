// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/renewals.ts';
import type { ConventionRow } from '../successions/succeed.ts';
import type { Tables } from '../tables.ts';

/** A cadre or a package of the operator, kept from other writers until the transaction ends. Refuses a tripartite: it follows its cadre. */
export async function lockConvention(ctx: Context<Tables>, id: string): Promise<ConventionRow> {
  const row = await ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('kind', '<>', 'tripartite')
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('adhesions.renewal-unknown');
  return row;
}

/** Refuses a convention that another follows, or that was denounced. */
export async function refuseFollowed(ctx: Context<Tables>, { id, number }: ConventionRow): Promise<void> {
  const follower = await ctx.tx
    .selectFrom('adhesions.succession')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('predecessor_id', '=', id)
    .executeTakeFirst();
  if (follower) throw refuse('adhesions.renewal-done', { number });
  const lastOn = await denouncedUntil(ctx, id);
  if (lastOn) throw refuse('adhesions.renewal-denounced', { number, day: formatDay(Temporal.PlainDate.from(lastOn)) });
}

/** The last day of a convention that was denounced; null for any other. */
export async function denouncedUntil(ctx: Context<Tables>, conventionId: string): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('adhesions.denunciation')
    .select('last_on')
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .where('outcome', '=', 'accepted')
    .executeTakeFirst();
  return row?.last_on ?? null;
}
