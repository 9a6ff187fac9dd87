// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { StatusLink } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

/** The way to the public page of the operator in the address, where it opened one. */
export async function availabilityLink(ctx: Context<Tables>): Promise<StatusLink | null> {
  const open = await ctx.tx
    .selectFrom('monitoring.status_page as p')
    .innerJoin('organisations.body as b', 'b.id', 'p.organisation_id')
    .select('b.slug')
    .where('p.organisation_id', '=', ctx.organisation)
    .where('p.is_open', '=', true)
    .executeTakeFirst();
  return open ? { label: 'Disponibilité des services', href: `/o/${open.slug}/disponibilite` } : null;
}
