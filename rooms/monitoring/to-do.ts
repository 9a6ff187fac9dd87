// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from './tables.ts';

type Ctx = Context<Tables>;

const EXPIRES_WITHIN_DAYS = 7;

/** Incidents that nobody has taken in charge, what expires within a week, and machines that wait for an answer. */
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
  const { rows: expiring } = await sql<{ operator_id: string; id: string; name: string; body: string; slug: string; what: string; on: string }>`
    select s.organisation_id as operator_id, c.id, c.name, b.name as body, o.slug, e.what, e.ends_on as on
    from monitoring.state s
    cross join lateral (values ('certificate', s.facts ->> 'certificateEndsOn'), ('domain', s.facts ->> 'domainEndsOn')) as e (what, ends_on)
    join monitoring.check c on c.organisation_id = s.organisation_id and c.id = s.id
    join organisations.body b on b.id = s.body_id
    join organisations.body o on o.id = s.organisation_id
    where s.organisation_id = any (${bodies}::uuid[])
      and s.facts <> '{}'
      and e.ends_on <= ${ctx.today().add({ days: EXPIRES_WITHIN_DAYS }).toString()}
      and not c.is_paused
    order by e.ends_on, c.id
    limit 50`.execute(ctx.tx);
  return [
    ...expiring.map((row) => ({
      organisationId: row.operator_id,
      kind: 'do' as const,
      title: `Faire renouveler ${row.what === 'domain' ? 'un nom de domaine' : 'un certificat'} de ${row.body} : ${row.name}`,
      href: `/o/${row.slug}/surveillance/sondes/${row.id}`,
      dueOn: row.on,
    })),
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
