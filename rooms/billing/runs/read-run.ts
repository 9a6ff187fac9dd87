// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseRun } from '../contract/runs.ts';
import { missingMentions } from '../law/missing-mentions.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { findRun, runRowOf } from './find-run.ts';
import { failureOf } from './ask-work.ts';

type Paged = { page: number; size: number; q?: string | undefined; order?: 'asc' | 'desc' | undefined };

/** Runs, the latest first. */
export async function listRuns(
  ctx: Context<Tables>,
  { page, size, q, year, status }: Paged & { year?: number | undefined; status?: string | undefined },
) {
  const found = ctx.tx
    .selectFrom('billing.run')
    .where('organisation_id', '=', ctx.organisation)
    .$if(year !== undefined, (query) => query.where('year', '=', year ?? 0))
    .$if(status !== undefined, (query) => query.where(sql<boolean>`status = ${status ?? ''}`))
    .$if(q !== undefined && q !== '', (query) => query.where(sql<boolean>`number || ' ' || title ilike ${likely(q)}`));
  const { total } = await found.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .orderBy('prepared_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(runRowOf), total: Number(total) };
}

/** How far the job that prepares or issues a run has come. */
export async function readRunWork(ctx: Context<Tables>, { id }: { id: string }) {
  const run = await findRun(ctx, id);
  const work = await ctx.tx
    .selectFrom('billing.run_work')
    .select(['act', 'done', 'total', 'attempts'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  const { act = null, done = 0, total = 0, attempts = 0 } = work ?? {};
  return { status: run.status, act, isWaiting: act !== null && attempts === 0, done, total, attempts, failure: await failureOf(ctx, run) };
}

/** A run with its totals by kind and family. */
export async function readRun(ctx: Context<Tables>, { id }: { id: string }) {
  const run = await findRun(ctx, id);
  const { rows: byKind } = await sql<{ kind: 'appel' | 'facture'; documents: number; netCents: number; vatCents: number; grossCents: number }>`
    select kind, count(*)::int as documents, sum(net_cents)::bigint as "netCents", sum(vat_cents)::bigint as "vatCents", sum(gross_cents)::bigint as "grossCents"
    from billing.liquidation
    where organisation_id = ${ctx.organisation} and run_id = ${id} and excluded_reason is null
    group by kind order by kind`.execute(ctx.tx);
  const { rows: byFamily } = await sql<{ family: string; lines: number; netCents: number }>`
    select l.family, count(*)::int as lines, sum(l.net_cents)::bigint as "netCents"
    from billing.liquidation_line l
    join billing.liquidation h on h.organisation_id = l.organisation_id and h.id = l.liquidation_id
    where l.organisation_id = ${ctx.organisation} and l.run_id = ${id} and h.excluded_reason is null
    group by l.family order by 3 desc`.execute(ctx.tx);
  const { rows: counts } = await sql<{ excluded: number; faults: number; previous: number; factures: number; unaddressed: number; isTaxed: boolean }>`
    select count(*) filter (where excluded_reason is not null)::int as excluded,
      count(*) filter (where excluded_reason is null and cardinality(faults) > 0)::int as faults,
      coalesce(sum(previous_cents) filter (where excluded_reason is null), 0)::bigint as previous,
      count(*) filter (where excluded_reason is null and l.kind = 'facture')::int as factures,
      count(*) filter (where excluded_reason is null and l.kind = 'facture' and p.address is null)::int as unaddressed,
      coalesce(bool_or(vat_cents <> 0) filter (where excluded_reason is null and l.kind = 'facture'), false) as "isTaxed"
    from billing.liquidation l
    left join billing.payer p on p.organisation_id = l.organisation_id and p.payer_id = l.payer_id
    where l.organisation_id = ${ctx.organisation} and l.run_id = ${id}`.execute(ctx.tx);
  const [all] = counts;
  const isOpen = run.status === 'prepared' || run.status === 'locked';
  return {
    ...runRowOf(run),
    byKind,
    byFamily,
    excluded: all?.excluded ?? 0,
    withFaults: all?.faults ?? 0,
    previousCents: all?.previous ?? 0,
    missingMentions: all && isOpen ? missingMentions({ ...all, issuer: (await settingsOf(ctx)).issuer }) : [],
    maySettle: ctx.actor.kind === 'person' && ctx.actor.personId !== run.prepared_by,
    failure: await failureOf(ctx, run),
  };
}

type Asked = Paged & {
  id: string;
  kind?: 'appel' | 'facture' | undefined;
  state?: 'fault' | 'excluded' | 'changed' | 'new' | undefined;
  sort?: 'payer' | 'netCents' | 'grossCents' | 'gap' | undefined;
};

/** The documents to come of a run. */
export async function listLiquidations(ctx: Context<Tables>, { id, page, size, q, kind, state, sort, order }: Asked) {
  await findRun(ctx, id);
  const states = {
    fault: sql`cardinality(faults) > 0 and excluded_reason is null`,
    excluded: sql`excluded_reason is not null`,
    changed: sql`previous_cents is not null and previous_cents <> net_cents`,
    new: sql`previous_cents is null`,
  };
  const column = {
    payer: sql`payer_name`,
    netCents: sql`net_cents`,
    grossCents: sql`gross_cents`,
    gap: sql`abs(net_cents - coalesce(previous_cents, 0))`,
  }[sort ?? 'payer'];
  const { rows } = await sql<LiquidationRow & { total: number }>`
    select id, kind, payer_id as "payerId", payer_name as payer, lines, net_cents as "netCents", vat_cents as "vatCents", gross_cents as "grossCents",
      previous_cents as "previousCents", faults, excluded_reason as "excludedReason", (count(*) over ())::int as total
    from billing.liquidation
    where organisation_id = ${ctx.organisation} and run_id = ${id}
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and ${state ? states[state] : sql`true`}
      and unaccent(payer_name) ilike unaccent(${likely(q)})
    order by ${column} ${order === 'desc' ? sql`desc` : sql`asc`}, id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return { rows, total: rows[0]?.total ?? 0 };
}

type LiquidationRow = {
  id: string;
  kind: 'appel' | 'facture';
  payerId: string;
  payer: string;
  lines: number;
  netCents: number;
  vatCents: number;
  grossCents: number;
  previousCents: number | null;
  faults: string[];
  excludedReason: string | null;
};

/** One document to come, line by line. */
export async function readLiquidation(ctx: Context<Tables>, { id, liquidation }: { id: string; liquidation: string }) {
  await findRun(ctx, id);
  const head = await ctx.tx
    .selectFrom('billing.liquidation')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('run_id', '=', id)
    .where('id', '=', liquidation)
    .executeTakeFirst();
  if (!head) throw refuseRun('billing.liquidation-not-found');
  const lines = await ctx.tx
    .selectFrom('billing.liquidation_line')
    .select(['rank', 'content'])
    .where('organisation_id', '=', ctx.organisation)
    .where('liquidation_id', '=', liquidation)
    .orderBy('rank')
    .execute();
  const names = new Map(
    (
      await namesOf(
        ctx,
        lines.flatMap(({ content }) => content.beneficiaryIds),
      )
    ).map((body) => [body.id, body.name]),
  );
  return {
    id: head.id,
    kind: head.kind,
    payerId: head.payer_id,
    payer: head.payer_name,
    lines: head.lines,
    netCents: head.net_cents,
    vatCents: head.vat_cents,
    grossCents: head.gross_cents,
    previousCents: head.previous_cents,
    faults: head.faults,
    excludedReason: head.excluded_reason,
    differences: head.differences,
    annex: head.annex,
    content: lines.map(({ rank, content }) => ({
      rank,
      label: content.label,
      detail: content.detail,
      family: content.family,
      quantity: content.quantityThousandths / 1000,
      unit: content.unit,
      netCents: content.netCents,
      rateBasisPoints: content.rateBasisPoints,
      act: content.act?.says ?? '',
      from: content.from,
      until: content.until,
      beneficiaries: content.beneficiaryIds.map((body) => names.get(body) ?? body),
      why: [...content.why],
    })),
  };
}

async function namesOf(ctx: Context<Tables>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.tx
    .selectFrom('organisations.body')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
}

/** Words of a search as a pattern. */
function likely(q: string | undefined): string {
  return `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
}
