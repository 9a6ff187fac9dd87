// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { servedDrill } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import { readDrillProof } from '../drills/read-proof.ts';
import type { Tables } from '../tables.ts';
import { inServedBody, requireOperator } from './require-operator.ts';

type Row = z.output<typeof servedDrill>;
type Asked = { q: string; sort: 'begunAt' | 'body'; order: 'asc' | 'desc'; page: number; size: number };

/** Restores that were tried in all the bodies that the operator in the address keeps. */
export async function listServedDrills(ctx: Context<Tables>, { q, sort, order, page, size }: Asked): Promise<{ rows: Row[]; total: number }> {
  await requireOperator(ctx);
  const matching = sql`
    from backup.drill d
    join backup.repository r on r.organisation_id = d.organisation_id and r.id = d.repository_id
    join organisations.body b on b.id = d.organisation_id
    where d.operator_id = ${ctx.organisation} and (${q} = '' or b.name ilike '%' || ${q.replaceAll(/[%_\\]/g, '\\$&')} || '%')`;
  const by = { begunAt: sql`d.begun_at`, body: sql`b.name` }[sort];
  const { rows } = await sql<Row>`
    select d.id, d.repository_id as "repositoryId", r.label as machine, b.name as body, d.made_by as "madeBy", d.begun_at as "begunAt",
      d.ended_at as "endedAt", d.succeeded, d.files, d.bytes, d.digest, d.says, d.said_by as "saidBy", d.proof_name as proof
    ${matching}
    order by ${by} ${sql.raw(order === 'asc' ? 'asc' : 'desc')}, d.begun_at desc, d.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${matching}`.execute(ctx.tx);
  return { rows, total: counted[0]?.total ?? 0 };
}

/** The document of one of them. Runs without a transaction: it lies in the rows of the body. */
export function readServedDrillProof(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  return inServedBody(
    ctx,
    async ({ tx, organisation }) => {
      const drill = await tx
        .selectFrom('backup.drill')
        .select('organisation_id as bodyId')
        .where('operator_id', '=', organisation)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!drill) throw refuse('backup.proof-unknown');
      return drill;
    },
    (inside) => readDrillProof(inside, { id }),
  );
}
