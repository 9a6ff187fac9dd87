// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { nextDay, type Standing } from './decide-draw.ts';
import type { Tables } from './tables.ts';

/** What the body may use on a day, alone or with its territory, and what stands of it. Two queries, whatever the number of rights. */
export async function readRights<RoomTables>(caller: Context<RoomTables>, { on: asked }: { on?: string | undefined }) {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const on = asked ? Temporal.PlainDate.from(asked) : ctx.today();
  const { rows: services } = await sql<Service>`
    select o.id, o.service, o.label, b.name as operator, o.begins_on as "beginsOn", o.ends_on as "endsOn", o.source,
      not rights.holds(o.beneficiary_id, o.service, ${on.toString()}::date) as "isSuspended"
    from rights.opening o
    join organisations.body b on b.id = o.organisation_id
    where o.beneficiary_id = ${ctx.organisation}
      and o.begins_on <= ${on.toString()}::date
      and (o.ends_on is null or o.ends_on >= ${on.toString()}::date)
    order by o.label, o.id`.execute(ctx.tx);
  const { rows } = await sql<{ standings: (Standing & { holder: string })[] }>`
    select rights.standings_of(${on.toString()}::date) as standings`.execute(ctx.tx);
  return { on: on.toString(), services, allowances: (rows[0]?.standings ?? []).map((standing) => shown(standing, on)) };
}

type Service = {
  id: string;
  service: string;
  label: string;
  operator: string;
  beginsOn: string;
  endsOn: string | null;
  source: Record<string, unknown>;
  isSuspended: boolean;
};

function shown(standing: Standing & { holder: string }, on: Temporal.PlainDate) {
  const { allowance, extra, used, reserved, holder } = standing;
  const amount = allowance.amount === null ? null : allowance.amount + extra;
  const beyond = amount === null ? 0 : Math.max(used - amount, 0);
  const isSpent = amount !== null && used + reserved + 1000 > amount;
  return {
    id: allowance.id,
    service: allowance.service,
    key: allowance.key,
    label: allowance.label,
    unit: allowance.unit,
    kind: allowance.kind,
    per: allowance.per,
    amount: amount === null ? null : amount / 1000,
    used: used / 1000,
    reserved: reserved / 1000,
    beyond: beyond / 1000,
    beyondCents: allowance.overage_cents === null ? null : Math.ceil(beyond / allowance.block) * allowance.overage_cents,
    percent: amount === null || amount === 0 ? null : Math.round((used * 100) / amount),
    isHard: allowance.is_hard,
    isPooled: allowance.is_pooled,
    holder,
    beginsOn: allowance.begins_on,
    endsOn: allowance.ends_on,
    nextOn: isSpent ? (nextDay([standing], on, 1000)?.toString() ?? null) : null,
    source: allowance.source,
  };
}
