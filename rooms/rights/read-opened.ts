// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

export type OpenedRight = {
  key: string;
  label: string;
  unit: string;
  per: 'term' | 'civil-year' | 'rolling' | 'session';
  /** In units, complements included; null: without bound. */
  amount: number | null;
  used: number;
  isPooled: boolean;
};

/** What was opened under a key, and what stands of it on a day: for the operator that opened it, or the body that holds it. */
export async function openedUnder<Tables>(
  ctx: Context<Tables>,
  { openingKey, operatorId, on }: { openingKey: string; operatorId: string; on: Temporal.PlainDate },
): Promise<{ services: { key: string; label: string; beginsOn: string; endsOn: string | null }[]; rights: OpenedRight[] }> {
  const { rows: services } = await sql<{ key: string; label: string; beginsOn: string; endsOn: string | null }>`
    select service as key, label, begins_on as "beginsOn", ends_on as "endsOn"
    from rights.opening
    where organisation_id = ${operatorId} and opening_key = ${openingKey}
    order by label, service`.execute(ctx.tx);
  const { rows: rights } = await sql<OpenedRight>`
    select a.key, a.label, a.unit, a.per, a.is_pooled as "isPooled",
      (a.amount + (s.standing ->> 'extra')::bigint) / 1000.0::float8 as amount,
      (s.standing ->> 'used')::bigint / 1000.0::float8 as used
    from rights.allowance a
    cross join lateral (select rights.standing(a, ${on.toString()}::date, '') as standing) s
    where a.organisation_id = ${operatorId} and a.opening_key = ${openingKey}
    order by a.label, a.key`.execute(ctx.tx);
  return { services, rights };
}

/** What stands on a day of the allowances of one key that these bodies hold, in thousandths: one query for all of them. */
export async function standingOf<Tables>(
  ctx: Context<Tables>,
  { beneficiaryIds, key, on }: { beneficiaryIds: readonly string[]; key: string; on: Temporal.PlainDate },
): Promise<ReadonlyMap<string, { amount: number | null; used: number }>> {
  const isPast = Temporal.PlainDate.compare(on, ctx.today()) < 0;
  // The balance is what stands today; an earlier day is the sum of the movements up to it.
  const used = isPast
    ? sql`select sum(m.used) as used from rights.movement m
        where m.organisation_id = a.organisation_id
          and m.allowance_id in (select rights.chain_of(a.organisation_id, a.id))
          and m.on_day <= ${on.toString()}::date`
    : sql`select b.used from rights.balance b where b.organisation_id = a.organisation_id and b.allowance_id = coalesce(a.counted_with, a.id) and b.period = ''`;
  const { rows } = await sql<{ beneficiaryId: string; amount: number | null; used: number }>`
    select a.beneficiary_id as "beneficiaryId", sum(a.amount)::bigint as amount, coalesce(sum(u.used), 0)::bigint as used
    from rights.allowance a
    left join lateral (${used}) u on true
    where a.beneficiary_id = any (${[...beneficiaryIds]}::uuid[])
      and a.key = ${key}
      and a.begins_on <= ${on.toString()}::date
      and (a.ends_on is null or a.ends_on >= ${on.toString()}::date)
    group by a.beneficiary_id`.execute(ctx.tx);
  return new Map(rows.map(({ beneficiaryId, amount, used: so }) => [beneficiaryId, { amount, used: so }]));
}
