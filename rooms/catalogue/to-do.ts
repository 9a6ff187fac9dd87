// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from './tables.ts';

/** Voted editions that wait for a second person; the one who recorded the vote is not asked. */
export async function editionsToPutInForce(ctx: Context<Tables>): Promise<ToDo[]> {
  const person = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const rows = await ctx.tx
    .selectFrom('catalogue.edition as e')
    .innerJoin('organisations.body as b', 'b.id', 'e.organisation_id')
    .select(['e.organisation_id', 'e.key', 'e.label', 'e.proposed_by', 'b.slug'])
    .where('e.organisation_id', 'in', [...ctx.organisations])
    .where('e.status', '=', 'voted')
    .orderBy('e.proposed_at')
    .execute();
  return rows
    .filter((row) => row.proposed_by !== person)
    .map((row) => ({
      organisationId: row.organisation_id,
      kind: 'do',
      title: `Mettre en vigueur « ${row.label} »`,
      href: `/o/${row.slug}/catalogue/${row.key}`,
      dueOn: null,
    }));
}
