// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { servedSign } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { requireOperator } from './require-operator.ts';

type Row = z.output<typeof servedSign>;

/** Signs that nobody has looked at yet, in all the bodies that the operator in the address keeps: those of an attack first. */
export async function listServedSigns(
  ctx: Context<Tables>,
  { order, page, size }: { order: 'asc' | 'desc'; page: number; size: number },
): Promise<{ rows: Row[]; total: number }> {
  await requireOperator(ctx);
  const { rows } = await sql<Row>`
    select s.id, s.repository_id as "repositoryId", r.label as machine, b.name as body, s.kind, s.on_day as "onDay", s.says,
      s.seen_by as "seenBy", s.seen_at as "seenAt"
    ${unseen(ctx)}
    order by s.kind not in ('mass-new-data', 'volume-drop', 'removal-tried'), s.on_day ${sql.raw(order === 'asc' ? 'asc' : 'desc')}, b.name, s.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${unseen(ctx)}`.execute(ctx.tx);
  return { rows, total: counted[0]?.total ?? 0 };
}

// As the overview counts them: after a week, a sign that still holds has been written again.
function unseen(ctx: Context<Tables>) {
  return sql`
    from backup.sign s
    join backup.repository r on r.organisation_id = s.organisation_id and r.id = s.repository_id and r.closed_at is null
    join organisations.body b on b.id = s.organisation_id
    where s.operator_id = ${ctx.organisation} and s.seen_at is null and s.on_day >= ${ctx.today().subtract({ days: 7 }).toString()}::date`;
}
