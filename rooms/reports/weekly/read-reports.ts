// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse, type Report } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { gatherDespite } from './gather-lines.ts';
import { sentOn, weekOf } from './report-week.ts';
import { recipientsOf } from './settings.ts';
import { sumUp } from './sum-up.ts';

type Ctx = Context<Tables>;

/** Reports of the body, or of one that the operator in the address serves: the latest first. */
export async function listReports(
  ctx: Ctx,
  { body, order, page, size }: { body?: string | undefined; order: 'asc' | 'desc'; page: number; size: number },
) {
  const { total } = await of(ctx, body)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await of(ctx, body)
    .select(['w.week', 'w.from_on', 'w.to_on', 'w.tone', 'w.summary', 's.failures'])
    .orderBy('w.week', order)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return {
    rows: rows.map(({ from_on: fromOn, to_on: toOn, failures, ...row }) => ({ ...row, fromOn, toOn, failures: failures ?? 0 })),
    total: Number(total),
  };
}

/** One report, as it was told. */
export async function readReport(ctx: Ctx, { week, body }: { week: string; body?: string | undefined }): Promise<Report> {
  const row = await of(ctx, body)
    .innerJoin('organisations.body as b', 'b.id', 'w.organisation_id')
    .select(['w.week', 'w.from_on', 'w.to_on', 'w.tone', 'w.summary', 'w.lines', 'b.id', 'b.slug', 'b.name'])
    .where('w.week', '=', week)
    .executeTakeFirst();
  if (!row) throw refuse('reports.unknown-report');
  const { from_on: fromOn, to_on: toOn, tone, summary, lines, id, slug, name } = row;
  return { week, fromOn, toOn, tone, summary, lines, body: { id, slug, name } };
}

/** What the report of this week would say now, and to whom it goes. */
export async function previewReport(ctx: Ctx) {
  const week = weekOf(ctx.today());
  const gathered = await gatherDespite(ctx, week);
  const { lines } = gathered;
  const { tone, summary } = sumUp(gathered);
  const body = await ctx.tx
    .selectFrom('organisations.body')
    .select(['id', 'slug', 'name'])
    .where('id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  const to = await recipientsOf(ctx);
  return {
    week: week.name,
    fromOn: week.from,
    toOn: week.to,
    tone,
    summary: lines.length === 0 ? 'Aucun service n’a rien à dire : il n’y aura pas de rapport.' : summary,
    body,
    lines,
    mailedTo: to.map(({ name, address }) => name || address),
    sentOn: sentOn(week),
  };
}

function of(ctx: Ctx, body: string | undefined) {
  return ctx.tx
    .selectFrom('reports.weekly as w')
    .leftJoin('reports.standing as s', (join) => join.onRef('s.organisation_id', '=', 'w.organisation_id').onRef('s.week', '=', 'w.week'))
    .where('w.organisation_id', '=', body ?? ctx.organisation)
    .$if(body !== undefined && body !== ctx.organisation, (query) => query.where('w.operator_id', '=', ctx.organisation));
}
