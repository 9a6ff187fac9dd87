// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { AnnexBody } from '../document.ts';
import type { Tables } from '../tables.ts';
import type { Liquidation } from './build-liquidations.ts';

/** Writes the documents to come of a run with their lines, thousands at a time. */
export async function writeLiquidations(
  ctx: Context<Tables>,
  runId: string,
  liquidations: readonly Liquidation[],
  annexes: ReadonlyMap<string, readonly AnnexBody[]>,
): Promise<void> {
  const numbered = liquidations.map((liquidation) => ({ id: ctx.newId(), liquidation }));
  await inChunks(numbered, 2_000, (chunk) => writeHeads(ctx, runId, chunk, annexes));
  const lines = numbered.flatMap(({ id, liquidation }) => liquidation.lines.map((line, at) => ({ liquidationId: id, rank: at + 1, line })));
  await inChunks(lines, 10_000, (chunk) => writeLines(ctx, runId, chunk));
}

type Numbered = { id: string; liquidation: Liquidation };

function writeHeads(ctx: Context<Tables>, runId: string, chunk: readonly Numbered[], annexes: ReadonlyMap<string, readonly AnnexBody[]>) {
  const rows = chunk.map(({ id, liquidation: one }) => ({
    id,
    kind: one.kind,
    payer_id: one.payer.id,
    payer_name: one.payer.name,
    lines: one.lines.length,
    net_cents: one.netCents,
    vat_cents: one.vatCents,
    gross_cents: one.grossCents,
    previous_cents: one.previousCents,
    vat: one.vat,
    differences: one.differences,
    annex: one.kind === 'appel' ? (annexes.get(one.payer.id) ?? []) : [],
    faults: one.faults,
  }));
  return sql`
    insert into billing.liquidation
      (organisation_id, id, run_id, kind, payer_id, payer_name, lines, net_cents, vat_cents, gross_cents, previous_cents, vat, differences, annex, faults)
    select ${ctx.organisation}::uuid, r.id, ${runId}::uuid, r.kind, r.payer_id, r.payer_name, r.lines, r.net_cents, r.vat_cents, r.gross_cents,
      r.previous_cents, r.vat, r.differences, r.annex, r.faults
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, kind text, payer_id uuid, payer_name text, lines int, net_cents bigint, vat_cents bigint, gross_cents bigint, previous_cents bigint,
      vat jsonb, differences jsonb, annex jsonb, faults text[])`.execute(ctx.tx);
}

function writeLines(
  ctx: Context<Tables>,
  runId: string,
  chunk: readonly { liquidationId: string; rank: number; line: Liquidation['lines'][number] }[],
) {
  const rows = chunk.map(({ liquidationId, rank, line }) => ({ id: ctx.newId(), liquidation: liquidationId, rank, content: line }));
  return sql`
    insert into billing.liquidation_line
      (organisation_id, id, run_id, liquidation_id, rank, source_key, line_key, family, offer, net_cents, vat_code, rate_basis_points, content)
    select ${ctx.organisation}::uuid, r.id, ${runId}::uuid, r.liquidation, r.rank, r.content ->> 'sourceKey', r.content ->> 'lineKey',
      r.content ->> 'family', r.content ->> 'offer', coalesce((r.content ->> 'netCents')::bigint, 0), r.content ->> 'vatCode',
      (r.content ->> 'rateBasisPoints')::int, r.content
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, liquidation uuid, rank int, content jsonb)`.execute(ctx.tx);
}

async function inChunks<Item>(items: readonly Item[], size: number, write: (chunk: readonly Item[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += size) await write(items.slice(at, at + size));
}
