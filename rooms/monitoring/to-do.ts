// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from './tables.ts';

type Ctx = Context<Tables>;

/** Incidents that nobody has taken in charge, and machines that wait for an answer. */
export async function toAnswer(ctx: Ctx): Promise<ToDo[]> {
  const bodies = [...ctx.organisations];
  const incidents = await ctx.tx
    .selectFrom('monitoring.incident as i')
    .innerJoin('organisations.body as b', 'b.id', 'i.body_id')
    .innerJoin('organisations.body as o', 'o.id', 'i.organisation_id')
    .select(['i.organisation_id', 'i.id', 'i.title', 'i.cause', 'b.name', 'o.slug'])
    .where('i.organisation_id', 'in', bodies)
    .where('i.status', '=', 'open')
    .orderBy('i.opened_at')
    .limit(50)
    .execute();
  const targets = await ctx.tx
    .selectFrom('monitoring.target as t')
    .innerJoin('organisations.body as b', 'b.id', 't.organisation_id')
    .innerJoin('organisations.body as o', 'o.id', 't.operator_id')
    .leftJoin('monitoring.approval as a', (join) =>
      join.onRef('a.organisation_id', '=', 't.operator_id').onRef('a.target_id', '=', 't.id').on('a.ended_at', 'is', null),
    )
    .select(['t.operator_id', 't.label', 'b.name', 'o.slug'])
    .where('t.operator_id', 'in', bodies)
    .where('t.withdrawn_at', 'is', null)
    .where('a.id', 'is', null)
    .orderBy('t.declared_at')
    .limit(50)
    .execute();
  return [
    ...incidents.map((row) => ({
      organisationId: row.organisation_id,
      kind: 'do' as const,
      title: `Prendre en charge l’incident de ${row.name} : ${row.title}`,
      detail: row.cause,
      href: `/o/${row.slug}/surveillance/incidents/${row.id}`,
      dueOn: ctx.today().toString(),
    })),
    ...targets.map((row) => ({
      organisationId: row.operator_id,
      kind: 'do' as const,
      title: `Approuver une machine à surveiller de ${row.name} : ${row.label}`,
      href: `/o/${row.slug}/surveillance/machines?state=waiting`,
      dueOn: null,
    })),
  ];
}
