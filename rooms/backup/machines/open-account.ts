// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorServing } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import { refreshBound } from '../quota/refresh-bound.ts';
import type { Tables } from '../tables.ts';

/** The account of the body in the address, opened on first use: its id and its operator. Refuses `backup.no-operator`. */
export async function openAccount(ctx: Context<Tables>): Promise<{ operatorId: string }> {
  const known = await readOperator(ctx);
  if (known) return known;
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) throw refuse('backup.no-operator');
  await ctx.tx
    .insertInto('backup.account')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      operator_id: operator.id,
      soft_bytes: 0,
      hard_bytes: 0,
      margin_bytes: null,
      bound_read_at: null,
      reported_bytes: null,
      reported_at: null,
    })
    .onConflict((conflict) => conflict.column('organisation_id').doNothing())
    .execute();
  await refreshBound(ctx);
  return { operatorId: operator.id };
}

async function readOperator(ctx: Context<Tables>): Promise<{ operatorId: string } | undefined> {
  return ctx.tx.selectFrom('backup.account').select('operator_id as operatorId').where('organisation_id', '=', ctx.organisation).executeTakeFirst();
}
