// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';

export type OpenedService = { service: string; label: string; source: Readonly<Record<string, unknown>> };

/** Amounts are thousandths of the unit; null is without bound. */
export type OpenedAllowance = {
  service: string;
  key: string;
  label: string;
  unit: string;
  kind: 'level' | 'count';
  per: 'term' | 'civil-year' | 'rolling' | 'session';
  rollingYears?: number;
  amount: number | null;
  isHard: boolean;
  /** Drawn on by the whole territory of the EPCI that holds it. */
  isPooled?: boolean;
  /** Size of a started block, and its price. */
  overage?: { block: number; cents: number; source: Readonly<Record<string, unknown>> };
  source: Readonly<Record<string, unknown>>;
};

export type Opening = {
  beneficiaryId: string;
  /** What opens, such as the line of a convention: opened once, whatever is replayed. */
  openingKey: string;
  beginsOn: Temporal.PlainDate;
  /** Last day; absent while nobody knows it. */
  endsOn?: Temporal.PlainDate;
  /** The body whose pooled allowances this one draws on with the rest of the territory, such as its EPCI. */
  poolId?: string;
  services: readonly OpenedService[];
  allowances: readonly OpenedAllowance[];
  /**
   * What it goes on from, such as the convention before. Levels, rolling uses and those of the civil year go on counting; those of a term
   * begin again, unless the same term goes on: then what the operator had added by hand goes on too.
   */
  continues?: { openingKey: string; beneficiaryId: string; keepsTerm: boolean };
};

/**
 * Opens services and allowances for bodies, in the operator's transaction, and tells each body `rights.opened`. Several hundred bodies at once
 * are a few statements. Replayed, it opens and tells nothing. Refuses `rights.ends-before-it-begins`.
 */
export async function openRights<Tables>(ctx: Context<Tables>, openings: readonly Opening[]): Promise<{ opened: number }> {
  for (const { beginsOn, endsOn } of openings)
    if (endsOn && Temporal.PlainDate.compare(endsOn, beginsOn) < 0) throw refuse('rights.ends-before-it-begins', {}, 'endsOn');
  const opened = await writeServices(ctx, openings);
  await writeAllowances(ctx, openings);
  await continueCounting(ctx, openings);
  await writePoolMembers(ctx, openings);
  const byBody = Map.groupBy(opened, ({ beneficiary_id, begins_on }) => `${beneficiary_id} ${begins_on}`);
  for (const [, lines] of byBody) {
    const [first] = lines;
    if (!first) continue;
    await ctx.tell(
      'rights.opened',
      { beneficiaryId: first.beneficiary_id, services: lines.map(({ service }) => service).sort(), beginsOn: first.begins_on },
      { heardIn: first.beneficiary_id },
    );
  }
  return { opened: opened.length };
}

async function writeServices<Tables>(ctx: Context<Tables>, openings: readonly Opening[]) {
  const lines = openings.flatMap(({ services, ...opening }) =>
    services.map(({ service, label, source }) => ({ id: ctx.newId(), service, label, source, ...frame(opening) })),
  );
  const { rows } = await sql<{ beneficiary_id: string; service: string; begins_on: string }>`
    insert into rights.opening
      (organisation_id, id, beneficiary_id, service, label, begins_on, ends_on, opening_key, source, opened_by, opened_at)
    select ${ctx.organisation}::uuid, l.id, l.beneficiary_id, l.service, l.label, l.begins_on, l.ends_on, l.opening_key, l.source,
      ${authorOf(ctx.actor)}, ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as l (id uuid, beneficiary_id uuid, service text, label text, begins_on date, ends_on date, opening_key text, source jsonb)
    on conflict (organisation_id, beneficiary_id, service, opening_key) do nothing
    returning beneficiary_id, service, begins_on`.execute(ctx.tx);
  return rows;
}

async function writeAllowances<Tables>(ctx: Context<Tables>, openings: readonly Opening[]): Promise<void> {
  const lines = openings.flatMap(({ allowances, ...opening }) =>
    allowances.map(({ overage, rollingYears, isHard, isPooled, ...line }) => ({
      id: ctx.newId(),
      ...line,
      ...frame(opening),
      rolling_years: rollingYears ?? null,
      is_hard: isHard,
      is_pooled: isPooled ?? false,
      block: overage?.block ?? 1000,
      overage_cents: overage?.cents ?? null,
      overage_source: overage?.source ?? null,
    })),
  );
  if (lines.length === 0) return;
  await sql`
    insert into rights.allowance
      (organisation_id, id, beneficiary_id, service, key, label, unit, kind, per, rolling_years, amount, is_hard, is_pooled, block,
       overage_cents, overage_source, begins_on, ends_on, opening_key, source, opened_by, opened_at)
    select ${ctx.organisation}::uuid, l.id, l.beneficiary_id, l.service, l.key, l.label, l.unit, l.kind, l.per, l.rolling_years, l.amount,
      l.is_hard, l.is_pooled, l.block, l.overage_cents, l.overage_source, l.begins_on, l.ends_on, l.opening_key, l.source,
      ${authorOf(ctx.actor)}, ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
      id uuid, beneficiary_id uuid, service text, key text, label text, unit text, kind text, per text, rolling_years integer, amount bigint,
      is_hard boolean, is_pooled boolean, block bigint, overage_cents bigint, overage_source jsonb, begins_on date, ends_on date,
      opening_key text, source jsonb)
    on conflict (organisation_id, beneficiary_id, key, opening_key) do nothing`.execute(ctx.tx);
}

/** Ties each allowance to the one of the same name that it goes on from. Replayed, what is tied stays tied. */
async function continueCounting<Tables>(ctx: Context<Tables>, openings: readonly Opening[]): Promise<void> {
  const lines = openings.flatMap(({ continues, beneficiaryId, openingKey }) => (continues ? [{ beneficiaryId, openingKey, continues }] : []));
  if (lines.length === 0) return;
  // Arrays tell the planner how many there are: taken for a hundred, one would have all allowances read.
  const chain = sql`unnest(
      ${lines.map(({ beneficiaryId }) => beneficiaryId)}::uuid[], ${lines.map(({ openingKey }) => openingKey)}::text[],
      ${lines.map(({ continues }) => continues.beneficiaryId)}::uuid[], ${lines.map(({ continues }) => continues.openingKey)}::text[],
      ${lines.map(({ continues }) => continues.keepsTerm)}::boolean[]
    ) as l (beneficiary_id, opening_key, former_id, former_key, keeps_term)`;
  const tied = await sql<{ id: string; former: string; has_extras: boolean }>`
    update rights.allowance a
    set counted_with = coalesce(p.counted_with, p.id)
    from ${chain}
    join rights.allowance p
      on p.organisation_id = ${ctx.organisation} and p.beneficiary_id = l.former_id and p.opening_key = l.former_key
    where a.organisation_id = ${ctx.organisation}
      and a.beneficiary_id = l.beneficiary_id
      and a.opening_key = l.opening_key
      and a.counted_with is null
      and p.key = a.key and p.unit = a.unit and p.kind = a.kind and p.per = a.per
      and (l.keeps_term or a.kind = 'level' or a.per <> 'term')
    returning a.id, p.id as former, l.keeps_term and exists (
      select from rights.extra e
      where e.organisation_id = a.organisation_id and e.allowance_id = p.id and (e.ends_on is null or e.ends_on >= a.begins_on)) as has_extras`.execute(
    ctx.tx,
  );
  const kept = tied.rows.filter(({ has_extras }) => has_extras).map(({ id, former }) => ({ id: ctx.newId(), allowance_id: id, former }));
  if (kept.length > 0) await continueExtras(ctx, kept);
}

async function continueExtras<Tables>(ctx: Context<Tables>, kept: readonly { id: string; allowance_id: string; former: string }[]): Promise<void> {
  const lines = kept.map(({ allowance_id, former }) => ({ allowance_id, former }));
  const { rows } = await sql<{ extra: string; allowance_id: string }>`
    select e.id as extra, l.allowance_id
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (allowance_id uuid, former uuid)
    join rights.allowance a on a.organisation_id = ${ctx.organisation} and a.id = l.allowance_id
    join rights.extra e on e.organisation_id = ${ctx.organisation} and e.allowance_id = l.former
    where e.ends_on is null or e.ends_on >= a.begins_on`.execute(ctx.tx);
  if (rows.length === 0) return;
  const copies = rows.map((row) => ({ ...row, id: ctx.newId() }));
  await sql`
    insert into rights.extra (organisation_id, id, allowance_id, beneficiary_id, amount, begins_on, ends_on, reason, granted_by, granted_at)
    select e.organisation_id, l.id, a.id, a.beneficiary_id, e.amount, greatest(e.begins_on, a.begins_on), e.ends_on, e.reason, e.granted_by, e.granted_at
    from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as l (id uuid, extra uuid, allowance_id uuid)
    join rights.allowance a on a.organisation_id = ${ctx.organisation} and a.id = l.allowance_id
    join rights.extra e on e.organisation_id = ${ctx.organisation} and e.id = l.extra`.execute(ctx.tx);
}

async function writePoolMembers<Tables>(ctx: Context<Tables>, openings: readonly Opening[]): Promise<void> {
  const lines = openings.flatMap(({ poolId, ...opening }) => (poolId === undefined ? [] : [{ id: ctx.newId(), pool_id: poolId, ...frame(opening) }]));
  if (lines.length === 0) return;
  await sql`
    insert into rights.pool_member (organisation_id, id, pool_id, beneficiary_id, begins_on, ends_on, opening_key)
    select ${ctx.organisation}::uuid, l.id, l.pool_id, l.beneficiary_id, l.begins_on, l.ends_on, l.opening_key
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as l (id uuid, pool_id uuid, beneficiary_id uuid, begins_on date, ends_on date, opening_key text)
    on conflict (organisation_id, pool_id, beneficiary_id, opening_key) do nothing`.execute(ctx.tx);
}

function frame({ beneficiaryId, openingKey, beginsOn, endsOn }: Pick<Opening, 'beneficiaryId' | 'openingKey' | 'beginsOn' | 'endsOn'>) {
  return { beneficiary_id: beneficiaryId, opening_key: openingKey, begins_on: beginsOn.toString(), ends_on: endsOn?.toString() ?? null };
}
