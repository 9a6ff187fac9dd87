// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { servedSign } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { tellHandled } from '../watch/tell-sign.ts';
import { inServedBody, requireOperator } from './require-operator.ts';

type Row = z.output<typeof servedSign>;

type Asked = { which: 'open' | 'all'; q: string; order: 'asc' | 'desc'; page: number; size: number };

/**
 * Signs in all the bodies that the operator in the address keeps: those that nobody has looked at yet, there or here, those of an attack first; or
 * all that were ever noticed, the latest first.
 */
export async function listServedSigns(ctx: Context<Tables>, { which, q, order, page, size }: Asked): Promise<{ rows: Row[]; total: number }> {
  await requireOperator(ctx);
  const matching = sql`
    from backup.sign s
    join backup.repository r on r.organisation_id = s.organisation_id and r.id = s.repository_id
    join organisations.body b on b.id = s.organisation_id
    where s.operator_id = ${ctx.organisation}
      and (${q} = '' or b.name ilike '%' || ${q.replaceAll(/[%_\\]/g, '\\$&')} || '%')
      ${which === 'open' ? unanswered(ctx) : sql``}`;
  const gravest = which === 'open' ? sql`s.kind not in ('mass-new-data', 'volume-drop', 'removal-tried'),` : sql``;
  const { rows } = await sql<Row>`
    select s.id, s.repository_id as "repositoryId", r.label as machine, b.name as body, s.kind, s.on_day as "onDay", s.says,
      s.seen_by as "seenBy", s.seen_at as "seenAt", s.handled_by as "handledBy", s.handled_at as "handledAt", s.handled_why as "handledWhy"
    ${matching}
    order by ${gravest} s.on_day ${sql.raw(order === 'asc' ? 'asc' : 'desc')}, b.name, s.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${matching}`.execute(ctx.tx);
  return { rows, total: counted[0]?.total ?? 0 };
}

// As the overview counts them: after a week, a sign that still holds has been written again.
function unanswered(ctx: Context<Tables>) {
  return sql`and r.closed_at is null and s.seen_at is null and s.handled_at is null
    and s.on_day >= ${ctx.today().subtract({ days: 7 }).toString()}::date`;
}

/** Says at the operator who looked at a sign and what they found: written in the rows of the body, which reads it and is told. */
export async function handleServedSign(ctx: Context<Tables>, { id, why }: { id: string; why: string }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await inServedBody(
    ctx,
    async ({ tx, organisation }) => {
      const sign = await tx
        .selectFrom('backup.sign')
        .select('organisation_id as bodyId')
        .where('operator_id', '=', organisation)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!sign) throw refuse('backup.sign-unknown');
      return sign;
    },
    async (inside) => {
      const sign = await inside.tx
        .updateTable('backup.sign')
        .set({ handled_by: name, handled_at: inside.now().toString(), handled_why: why })
        .where('organisation_id', '=', inside.organisation)
        .where('id', '=', id)
        // The first word stays: another would rewrite the history.
        .where('handled_at', 'is', null)
        .returning('repository_id as repositoryId')
        .executeTakeFirst();
      if (!sign) throw refuse('backup.sign-handled');
      await inside.tell('backup.sign-handled', { ...sign, signId: id });
      await tellHandled(inside, { signId: id, by: name, why });
    },
  );
}
