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
  const column = <Value>(of: (one: Liquidation) => Value): Value[] => chunk.map(({ liquidation }) => of(liquidation));
  return sql`
    insert into billing.liquidation
      (organisation_id, run_id, id, kind, payer_id, payer_name, lines, net_cents, vat_cents, gross_cents, previous_cents, vat, differences, annex, faults)
    select ${ctx.organisation}::uuid, ${runId}::uuid, id, kind, payer_id, payer_name, lines, net_cents, vat_cents, gross_cents, previous_cents,
      vat, differences, annex, array(select jsonb_array_elements_text(faults))
    from unnest(
      ${chunk.map(({ id }) => id)}::uuid[], ${column(({ kind }) => kind)}::text[], ${column(({ payer }) => payer.id)}::uuid[],
      ${column(({ payer }) => payer.name)}::text[], ${column(({ lines }) => lines.length)}::int[], ${column(({ netCents }) => netCents)}::bigint[],
      ${column(({ vatCents }) => vatCents)}::bigint[], ${column(({ grossCents }) => grossCents)}::bigint[],
      ${column(({ previousCents }) => previousCents)}::bigint[], ${column(({ vat }) => JSON.stringify(vat))}::jsonb[],
      ${column(({ differences }) => JSON.stringify(differences))}::jsonb[],
      ${column(({ kind, payer }) => JSON.stringify(kind === 'appel' ? (annexes.get(payer.id) ?? []) : []))}::jsonb[],
      ${column(({ faults }) => JSON.stringify(faults))}::jsonb[]
    ) as r (id, kind, payer_id, payer_name, lines, net_cents, vat_cents, gross_cents, previous_cents, vat, differences, annex, faults)`.execute(
    ctx.tx,
  );
}

type Ranked = { liquidationId: string; rank: number; line: Liquidation['lines'][number] };

function writeLines(ctx: Context<Tables>, runId: string, chunk: readonly Ranked[]) {
  const column = <Value>(of: (line: Ranked['line']) => Value): Value[] => chunk.map(({ line }) => of(line));
  return sql`
    insert into billing.liquidation_line
      (organisation_id, run_id, id, liquidation_id, rank, source_key, line_key, family, offer, net_cents, vat_code, rate_basis_points, content)
    select ${ctx.organisation}::uuid, ${runId}::uuid, r.*
    from unnest(
      ${chunk.map(() => ctx.newId())}::uuid[], ${chunk.map(({ liquidationId }) => liquidationId)}::uuid[], ${chunk.map(({ rank }) => rank)}::int[],
      ${column(({ sourceKey }) => sourceKey)}::text[], ${column(({ lineKey }) => lineKey)}::text[], ${column(({ family }) => family)}::text[],
      ${column(({ offer }) => offer)}::text[], ${column(({ netCents }) => netCents ?? 0)}::bigint[], ${column(({ vatCode }) => vatCode)}::text[],
      ${column(({ rateBasisPoints }) => rateBasisPoints)}::int[], ${column((line) => JSON.stringify(line))}::jsonb[]
    ) as r`.execute(ctx.tx);
}

async function inChunks<Item>(items: readonly Item[], size: number, write: (chunk: readonly Item[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += size) await write(items.slice(at, at + size));
}
