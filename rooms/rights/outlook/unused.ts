// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

type Opened = {
  service: string;
  label: string;
  sinceOn: string;
  lastUsedOn: string | null;
  isMeasured: boolean;
  offer: string | null;
  offerLabel: string | null;
  yearlyCents: number | null;
};
type IdleAllowance = { id: string; service: string; label: string; unit: string; amount: number | null; period: string | null };

/**
 * What a body has and does not use: services open for so many months of which nothing was used since, allowances at 0 %, and the same by package
 * with what its line costs. A service of which no use leaves a trace is said to be so, never to be unused. Two queries.
 */
export async function unusedBy(
  ctx: Context<Tables>,
  { beneficiaryId, operatorId, months }: { beneficiaryId: string; operatorId?: string; months: number },
) {
  const on = ctx.today();
  const since = on.subtract({ months }).toString();
  const ofOperator = operatorId === undefined ? sql`true` : sql`o.organisation_id = ${operatorId}`;
  const { rows: opened } = await sql<Opened>`
    select o.service, o.label, min(o.begins_on) as "sinceOn", max(u.on_day) as "lastUsedOn", coalesce(bool_or(u.is_measured), false) as "isMeasured",
      o.source ->> 'offer' as offer, max(o.source ->> 'offerLabel') as "offerLabel", max((o.source ->> 'yearlyCents')::bigint) as "yearlyCents"
    from rights.opening o
    left join lateral (
      select true as is_measured, (
        select max(m.on_day)
        from rights.movement m
        where m.organisation_id = a.organisation_id and m.allowance_id = a.id and (m.used > 0 or m.kind = 'report')) as on_day
      from rights.allowance a
      where a.organisation_id = o.organisation_id and a.beneficiary_id = o.beneficiary_id and a.service = o.service) u on true
    where o.beneficiary_id = ${beneficiaryId}
      and ${ofOperator}
      and o.begins_on <= ${on.toString()}::date
      and (o.ends_on is null or o.ends_on >= ${on.toString()}::date)
    group by o.organisation_id, o.service, o.label, o.source ->> 'offer'
    order by o.label, o.service`.execute(ctx.tx);
  const services = opened.map((row) => idle(row, since));
  const packages = Map.groupBy(
    opened.map((row, at) => ({ row, service: services[at] })),
    ({ row }) => row.offer ?? '',
  );
  return {
    on: on.toString(),
    months,
    services: services.filter(({ use, sinceOn }) => use === 'unused' && sinceOn <= since),
    allowances: await idleAllowances(ctx, { beneficiaryId, since, ...(operatorId !== undefined && { operatorId }) }),
    packages: [...packages].flatMap(([offer, those]) => {
      const [first] = those;
      if (offer === '' || !first) return [];
      return [
        {
          offer,
          label: first.row.offerLabel ?? offer,
          yearlyCents: first.row.yearlyCents,
          services: those.flatMap(({ service }) => (service ? [service] : [])),
        },
      ];
    }),
  };
}

function idle({ service, label, sinceOn, lastUsedOn, isMeasured }: Opened, since: string) {
  const use = !isMeasured ? ('unmeasured' as const) : lastUsedOn !== null && lastUsedOn >= since ? ('used' as const) : ('unused' as const);
  return { service, label, sinceOn, lastUsedOn, use };
}

/** What the body in the address has and does not use. */
export function readUnused(ctx: Context<Tables>, { months }: { months: number }) {
  return unusedBy(ctx, { beneficiaryId: ctx.organisation, months });
}

async function idleAllowances(
  ctx: Context<Tables>,
  { beneficiaryId, operatorId, since }: { beneficiaryId: string; operatorId?: string; since: string },
): Promise<IdleAllowance[]> {
  const on = ctx.today();
  const { rows } = await sql<IdleAllowance>`
    select a.id, a.service, a.label, a.unit, a.amount, case a.per when 'civil-year' then ${String(on.year)} end as period
    from rights.allowance a
    left join rights.balance b
      on b.organisation_id = a.organisation_id and b.allowance_id = coalesce(a.counted_with, a.id)
      and b.period = case a.per when 'civil-year' then ${String(on.year)} else '' end
    where a.beneficiary_id = ${beneficiaryId}
      and ${operatorId === undefined ? sql`true` : sql`a.organisation_id = ${operatorId}`}
      and a.begins_on <= ${since}::date
      and (a.ends_on is null or a.ends_on >= ${on.toString()}::date)
      and a.per <> 'session'
      and (a.amount is null or a.amount > 0)
      and coalesce(b.used, 0) + coalesce(b.reserved, 0) = 0
    order by a.label, a.id`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : row.amount / 1000 }));
}
