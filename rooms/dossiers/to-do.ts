// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';
import { typesOf } from './types-of-house.ts';

/** Dossiers of the readable bodies on which this person must act: assigned to them, or to nobody while they may act, or awaited of their body. */
export async function dossiersToDo(ctx: Context<Tables>) {
  const person = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const types = typesOf(ctx.house);
  if (ctx.organisations.length === 0 || types.size === 0) return [];
  const rows = await ctx.tx
    .selectFrom('dossiers.dossier as d')
    .leftJoin('dossiers.party as p', (join) =>
      join
        .onRef('p.organisation_id', '=', 'd.organisation_id')
        .onRef('p.dossier_id', '=', 'd.id')
        .onRef('p.role', '=', 'd.awaits')
        .on('p.left_at', 'is', null),
    )
    .innerJoin('organisations.body as b', (join) => join.on((on) => on('b.id', '=', on.fn.coalesce('p.party_id', 'd.organisation_id'))))
    .select(['d.id', 'd.number', 'd.title', 'd.type', 'd.step', 'd.due_on', 'd.assignee_id', 'd.awaits', 'b.slug', 'b.id as body'])
    .where('d.status', '=', 'open')
    .where('d.awaits', '<>', 'nobody')
    .where('b.id', 'in', [...ctx.organisations])
    .orderBy('d.due_on', (by) => by.asc().nullsLast())
    .limit(200)
    .execute();
  return rows.flatMap((row) => {
    const type = types.get(row.type);
    if (!type || !ctx.may(type.permissions.act, row.body)) return [];
    if (row.awaits === 'owner' && row.assignee_id !== null && row.assignee_id !== person) return [];
    const step = type.steps.find(({ key }) => key === row.step)?.label ?? row.step;
    const href = type.href?.(row.slug, row.id) ?? `/o/${row.slug}/dossiers/${row.id}`;
    return [{ title: `${row.number} : ${step} – ${row.title}`, href, dueOn: row.due_on, organisationId: row.body, kind: 'do' as const }];
  });
}
