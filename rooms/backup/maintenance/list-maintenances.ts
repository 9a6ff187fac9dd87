// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Maintenance } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** The maintenances of the body, the latest first, with what each still holds. */
export async function listMaintenances(ctx: Context<Tables>): Promise<{ rows: Maintenance[]; total: number }> {
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<Maintenance>`
    select m.id, m.repository_id as "repositoryId", r.label as machine, m.reason,
      m.asked_by_name as "askedByName", m.asked_at as "askedAt", coalesce(m.asked_by = ${reader}::uuid, false) as "isMine",
      m.answered_by_name as "answeredByName", m.answered_at as "answeredAt", m.is_allowed as "isAllowed",
      m.opened_at as "openedAt", m.ends_at as "endsAt", m.closed_at as "closedAt",
      h.objects as "heldObjects", h.bytes as "heldBytes", h.until as "heldUntil"
    from backup.maintenance m
    join backup.repository r on r.organisation_id = m.organisation_id and r.id = m.repository_id
    cross join lateral (
      select count(*)::int as objects, coalesce(sum(o.size), 0)::bigint as bytes, min(o.held_until) as until
      from backup.object o
      where o.organisation_id = m.organisation_id
        and o.maintenance_id = m.id
        and o.binned_at is not null) h
    where m.organisation_id = ${ctx.organisation}
    order by m.asked_at desc, m.id
    limit 200`.execute(ctx.tx);
  return { rows, total: rows.length };
}
