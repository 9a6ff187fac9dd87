// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { author } from './author.ts';
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
  services: readonly OpenedService[];
  allowances: readonly OpenedAllowance[];
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
      ${author(ctx)}, ${ctx.now().toString()}::timestamptz
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
      ${author(ctx)}, ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
      id uuid, beneficiary_id uuid, service text, key text, label text, unit text, kind text, per text, rolling_years integer, amount bigint,
      is_hard boolean, is_pooled boolean, block bigint, overage_cents bigint, overage_source jsonb, begins_on date, ends_on date,
      opening_key text, source jsonb)
    on conflict (organisation_id, beneficiary_id, key, opening_key) do nothing`.execute(ctx.tx);
}

function frame({ beneficiaryId, openingKey, beginsOn, endsOn }: Omit<Opening, 'services' | 'allowances'>) {
  return { beneficiary_id: beneficiaryId, opening_key: openingKey, begins_on: beginsOn.toString(), ends_on: endsOn?.toString() ?? null };
}
