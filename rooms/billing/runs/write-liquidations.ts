// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { AnnexBody } from '../document.ts';
import type { Tables } from '../tables.ts';
import type { Liquidation } from './build-liquidations.ts';

/** Writes documents to come of a run with their lines: what the columns of a line say is read from the line itself, by the database. */
export async function writeLiquidations(
  ctx: Context<Tables>,
  runId: string,
  liquidations: readonly Liquidation[],
  annexes: ReadonlyMap<string, readonly AnnexBody[]>,
): Promise<void> {
  const numbered = liquidations.map((liquidation) => ({ id: ctx.newId(), liquidation }));
  await writeHeads(ctx, runId, numbered, annexes);
  const lines = numbered.flatMap(({ id, liquidation }) =>
    liquidation.lines.map((content, at) => ({ id: ctx.newId(), head: id, rank: at + 1, content })),
  );
  for (let at = 0; at < lines.length; at += LINES) await writeLines(ctx, runId, lines.slice(at, at + LINES));
}

/** Below `work_mem`: the guard of locked runs looks at what a statement wrote, and beyond that looks at it on disk. */
const LINES = 2_500;

type Numbered = { id: string; liquidation: Liquidation };

function writeHeads(ctx: Context<Tables>, runId: string, numbered: readonly Numbered[], annexes: ReadonlyMap<string, readonly AnnexBody[]>) {
  const rows = numbered.map(({ id, liquidation: { payer, lines, ...rest } }) => ({
    ...rest,
    id,
    payer_id: payer.id,
    payer_name: payer.name,
    lines: lines.length,
    annex: rest.kind === 'appel' ? (annexes.get(payer.id) ?? []) : [],
  }));
  return sql`
    insert into billing.liquidation
      (organisation_id, run_id, id, kind, payer_id, payer_name, lines, net_cents, vat_cents, gross_cents, previous_cents, vat, differences, annex, faults)
    select ${ctx.organisation}::uuid, ${runId}::uuid, id, kind, payer_id, payer_name, lines, "netCents", "vatCents", "grossCents", "previousCents",
      vat, differences, annex, array(select jsonb_array_elements_text(faults))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, kind text, payer_id uuid, payer_name text, lines int, "netCents" bigint, "vatCents" bigint, "grossCents" bigint, "previousCents" bigint,
      vat jsonb, differences jsonb, annex jsonb, faults jsonb)`.execute(ctx.tx);
}

function writeLines(
  ctx: Context<Tables>,
  runId: string,
  rows: readonly { id: string; head: string; rank: number; content: Liquidation['lines'][number] }[],
) {
  return sql`
    insert into billing.liquidation_line
      (organisation_id, run_id, id, liquidation_id, rank, source_key, line_key, family, offer, net_cents, vat_code, rate_basis_points, content)
    select ${ctx.organisation}::uuid, ${runId}::uuid, id, head, rank, content ->> 'sourceKey', content ->> 'lineKey', content ->> 'family',
      content ->> 'offer', coalesce((content ->> 'netCents')::bigint, 0), content ->> 'vatCode', (content ->> 'rateBasisPoints')::int, content
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, head uuid, rank int, content jsonb)`.execute(ctx.tx);
}
