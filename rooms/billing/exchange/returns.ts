// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseExchange } from '../contract/exchange.ts';
import type { Tables } from '../tables.ts';

type Page = { page: number; size: number };
type FileRow = {
  id: string;
  name: string;
  form: 'acquit' | 'pes-retour' | 'csv' | null;
  status: 'read' | 'broken' | 'misaddressed';
  says: string;
  receivedBy: string;
  receivedAt: string;
  lines: number;
  applied: number;
  refused: number;
};

/** Returns that came, the last first. */
export async function listReturns(ctx: Context<Tables>, { page, size }: Page) {
  const rows = await filesOf(ctx, null, { page, size });
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** A return and its lines, those that wait first. */
export async function readReturnFile(ctx: Context<Tables>, { id }: { id: string }) {
  const [row] = await filesOf(ctx, id, { page: 1, size: 1 });
  if (!row) throw refuseExchange('billing.return-not-found');
  const { total: _total, ...file } = row;
  const { remarks } = await ctx.tx
    .selectFrom('billing.return_file')
    .select('remarks')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const rows = await ctx.tx
    .selectFrom('billing.return_line')
    .select(['id', 'line', 'what', 'document', 'verdict', 'says', 'settled_reason as settledReason'])
    .where('organisation_id', '=', ctx.organisation)
    .where('file_id', '=', id)
    .orderBy(sql`verdict <> 'refuse'`)
    .orderBy('rank')
    .limit(2_000)
    .execute();
  // jsonb comes back as what it says.
  return { ...file, remarks: remarks as unknown as string[], rows };
}

/** The bytes as they came. */
export async function downloadReturn(ctx: Context<Tables>, { id }: { id: string }) {
  const file = await ctx.tx
    .selectFrom('billing.return_file')
    .select('blob_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!file) throw refuseExchange('billing.return-not-found');
  return downloadBlob(ctx, file.blob_id, { table: 'billing.return_file', id });
}

type Waiting = {
  id: string;
  line: number;
  what: string;
  document: string | null;
  verdict: 'refuse';
  says: string;
  fileId: string;
  fileName: string;
  receivedAt: string;
  total: number;
};

/** Lines that wait for somebody, and whole files that could not be read. */
export async function listQuarantine(ctx: Context<Tables>, { page, size }: Page) {
  const { rows } = await sql<Waiting>`
    select l.id, l.line, l.what, l.document, l.verdict, l.says, f.id as "fileId", f.name as "fileName", f.received_at as "receivedAt",
      (count(*) over ())::int as total
    from billing.return_line l
    join billing.return_file f on f.organisation_id = l.organisation_id and f.id = l.file_id
    where l.organisation_id = ${ctx.organisation} and l.verdict = 'refuse'
    order by f.received_at desc, l.rank
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** How many lines wait, and files that nothing could be made of. */
export async function countQuarantine(ctx: Context<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from billing.return_line where organisation_id = ${ctx.organisation} and verdict = 'refuse')::int
      + (select count(*) from billing.return_file where organisation_id = ${ctx.organisation} and status <> 'read')::int as count`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** Puts a line away once somebody has dealt with it, and says how. */
export async function dismissLine(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<void> {
  const line = await ctx.tx
    .updateTable('billing.return_line')
    .set({ verdict: 'dismissed', settled_by: authorOf(ctx.actor), settled_at: ctx.now().toString(), settled_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('verdict', '=', 'refuse')
    .returning('id')
    .executeTakeFirst();
  if (!line) throw refuseExchange('billing.line-not-found');
  await ctx.tell('billing.line-dismissed', { lineId: id });
}

async function filesOf(ctx: Context<Tables>, id: string | null, { page, size }: Page): Promise<(FileRow & { total: number })[]> {
  const { rows } = await sql<FileRow & { total: number }>`
    select f.id, f.name, f.form, f.status, f.says, f.received_by as "receivedBy", f.received_at as "receivedAt",
      c.lines, c.applied, c.refused, (count(*) over ())::int as total
    from billing.return_file f
    cross join lateral (
      select count(*)::int as lines, (count(*) filter (where verdict = 'apply'))::int as applied, (count(*) filter (where verdict = 'refuse'))::int as refused
      from billing.return_line l
      where l.organisation_id = f.organisation_id and l.file_id = f.id
    ) c
    where f.organisation_id = ${ctx.organisation} and (${id}::uuid is null or f.id = ${id})
    order by f.received_at desc, f.id desc
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return rows;
}
