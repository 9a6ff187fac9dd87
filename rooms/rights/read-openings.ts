// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ServiceShape } from './contract.ts';
import type { Tables } from './tables.ts';

/** What was opened for a body, with its state on a day: open, to come, suspended, or ended within the year. By its operators, or by one of them. */
export async function readOpenings(
  ctx: Context<Tables>,
  { beneficiaryId, on, operatorId }: { beneficiaryId: string; on: Temporal.PlainDate; operatorId?: string },
): Promise<ServiceShape[]> {
  const day = on.toString();
  const { rows } = await sql<ServiceShape>`
    select o.id, o.service, o.label, b.name as operator, o.begins_on as "beginsOn", o.ends_on as "endsOn", o.source, s.reason as "suspendedFor",
      case
        when o.ends_on < ${day}::date then 'ended'
        when o.begins_on > ${day}::date then 'upcoming'
        when s.reason is not null then 'suspended'
        else 'open'
      end as state
    from rights.opening o
    join organisations.body b on b.id = o.organisation_id
    left join lateral (
      select s.reason
      from rights.suspension s
      where s.beneficiary_id = o.beneficiary_id
        and s.organisation_id = o.organisation_id
        and (s.service is null or s.service = o.service)
        and s.begins_on <= ${day}::date
        and (s.ends_on is null or s.ends_on >= ${day}::date)
      order by s.begins_on
      limit 1) s on true
    where o.beneficiary_id = ${beneficiaryId}
      and (o.ends_on is null or o.ends_on >= ${on.subtract({ years: 1 }).toString()}::date)
      -- Taken back before it began: it was never open.
      and (o.ends_on is null or o.ends_on >= o.begins_on)
      and ${operatorId === undefined ? sql`true` : sql`o.organisation_id = ${operatorId}`}
    order by o.label, o.begins_on desc, o.id`.execute(ctx.tx);
  return rows;
}
