// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { CheckStatus } from '../contract/checks.ts';
import { daysOf, type SummedDay } from '../history/read-days.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Row = { id: string; name: string; status: CheckStatus; since_at: string; has_works: boolean };
export type ShownService = Row & { days: readonly SummedDay[] };
export type ShownIncident = {
  id: string;
  name: string;
  opened_at: string;
  closed_at: string | null;
  changed_at: string;
  /** What the operator said of it to everybody, the oldest first. */
  notes: readonly { at: string; says: string }[];
};
export type ShownWorks = { id: string; title: string; begins_at: string; ends_at: string; planned_at: string };

export const DAYS_SHOWN = 90;
const INCIDENT_DAYS = 30;
const MOST_INCIDENTS = 30;

/** The checks of the operator in the address that it gave a public name, and their last ninety days. */
export async function shownServices(ctx: Ctx): Promise<ShownService[]> {
  const now = ctx.now().toString();
  const { rows } = await sql<Row>`
    select c.id, c.public_name as name, s.status, s.since_at,
      exists (
        select from monitoring.maintenance m
        where m.operator_id = c.organisation_id and m.cancelled_at is null and m.begins_at <= ${now} and m.ends_at > ${now}
          and (m.body_id is null or m.body_id = c.body_id) and (m.check_ids = '{}' or c.id = any (m.check_ids))) as has_works
    from monitoring.check c
    join monitoring.state s on s.organisation_id = c.organisation_id and s.id = c.id
    where c.organisation_id = ${ctx.organisation}
      and c.public_name is not null
      and not c.is_paused
    order by c.public_name, c.id`.execute(ctx.tx);
  const ids = rows.map(({ id }) => id);
  const days = ids.length === 0 ? new Map() : await daysOf(ctx, ctx.organisation, ids, ctx.today().subtract({ days: DAYS_SHOWN - 1 }));
  return rows.map((row) => ({ ...row, days: days.get(row.id) ?? [] }));
}

/** Incidents of the last thirty days that touched a shown service, the latest first, or one of them: its name and how long, never the cause, which may name a machine. */
export async function shownIncidents(ctx: Ctx, { only = null }: { only?: string | null } = {}): Promise<ShownIncident[]> {
  const since = ctx
    .now()
    .subtract({ hours: 24 * INCIDENT_DAYS })
    .toString();
  const { rows } = await sql<ShownIncident>`
    select i.id, string_agg(distinct c.public_name, ', ') as name, i.opened_at, i.closed_at,
      greatest(i.opened_at, i.closed_at, max(e.at)) as changed_at,
      coalesce(jsonb_agg(distinct jsonb_build_object('at', e.at, 'says', e.says)) filter (where e.id is not null), '[]') as notes
    from monitoring.incident i
    join monitoring.affected a on a.organisation_id = i.organisation_id and a.incident_id = i.id
    join monitoring.check c on c.organisation_id = a.organisation_id and c.id = a.check_id
    left join monitoring.entry e on e.organisation_id = i.organisation_id and e.incident_id = i.id and e.is_public
    where i.organisation_id = ${ctx.organisation}
      and (${only}::uuid is null or i.id = ${only}::uuid)
      and c.public_name is not null
      and (i.closed_at is null or i.closed_at >= ${since})
    group by i.organisation_id, i.id
    order by i.opened_at desc, i.id
    limit ${MOST_INCIDENTS}`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, notes: row.notes.toSorted((one, other) => (one.at < other.at ? -1 : 1)) }));
}

/** Works that the operator announced to everybody and that are not over, the next first, or one of them. */
export function shownWorks(ctx: Ctx, { only }: { only?: string } = {}): Promise<ShownWorks[]> {
  return ctx.tx
    .selectFrom('monitoring.maintenance')
    .select(['id', 'title', 'begins_at', 'ends_at', 'planned_at'])
    .where('operator_id', '=', ctx.organisation)
    .where('organisation_id', '=', ctx.organisation)
    .where('is_public', '=', true)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', ctx.now().toString())
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .orderBy('begins_at')
    .limit(20)
    .execute();
}
