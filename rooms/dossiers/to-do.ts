// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';
import { typesOf } from './types-of-house.ts';

type Waiting = {
  id: string;
  number: string;
  title: string;
  type: string;
  step: string;
  due_on: string | null;
  body: string;
  slug: string;
};

/** Dossiers of the readable bodies on which this person must act: assigned to them, or to nobody while they may act, or awaited of their body. */
export async function dossiersToDo(ctx: Context<Tables>) {
  const person = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const types = typesOf(ctx.house);
  if (ctx.organisations.length === 0 || types.size === 0) return [];
  const bodies = [...ctx.organisations];
  // By what they hold and by what they take part in: the policies alone would have every dossier looked at.
  const { rows } = await sql<Waiting>`
    select w.*, b.slug
    from (
      select d.id, d.number, d.title, d.type, d.step, d.due_on, d.organisation_id as body
      from dossiers.dossier d
      where d.organisation_id = any (${bodies}) and d.status = 'open' and d.awaits = 'owner'
        and (d.assignee_id is null or d.assignee_id = ${person})
      union all
      select d.id, d.number, d.title, d.type, d.step, d.due_on, p.party_id
      from dossiers.party p
      join dossiers.dossier d on d.organisation_id = p.organisation_id and d.id = p.dossier_id
      where p.party_id = any (${bodies}) and p.left_at is null and d.status = 'open' and d.awaits = p.role
    ) w
    join organisations.body b on b.id = w.body
    order by w.due_on nulls last, w.number
    limit 200`.execute(ctx.tx);
  return rows.flatMap((row) => {
    const type = types.get(row.type);
    if (!type || !ctx.may(type.permissions.act, row.body)) return [];
    const step = type.steps.find(({ key }) => key === row.step)?.label ?? row.step;
    const href = type.href?.(row.slug, row.id) ?? `/o/${row.slug}/dossiers/${row.id}`;
    return [{ title: `${row.number} : ${step} – ${row.title}`, href, dueOn: row.due_on, organisationId: row.body, kind: 'do' as const }];
  });
}
