// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type WarningRule = { expiryDays: number[]; fromHour: number; untilHour: number; tellsBody: boolean };

const usual: WarningRule = { expiryDays: [30, 14, 7, 1], fromHour: 8, untilHour: 19, tellsBody: false };

/** When the operator in the address is told of what is no failure yet. */
export async function warningRule(ctx: Context<Tables>): Promise<WarningRule> {
  const row = await ctx.tx.selectFrom('monitoring.warning_rule').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!row) return usual;
  return { expiryDays: row.expiry_days, fromHour: row.from_hour, untilHour: row.until_hour, tellsBody: row.tells_body };
}

/** Changes it. */
export async function changeWarningRule(ctx: Context<Tables>, { expiryDays, fromHour, untilHour, tellsBody }: WarningRule): Promise<void> {
  const values = {
    expiry_days: [...new Set(expiryDays)].sort((one, other) => other - one),
    from_hour: fromHour,
    until_hour: untilHour,
    tells_body: tellsBody,
    changed_at: ctx.now().toString(),
  };
  await ctx.tx
    .insertInto('monitoring.warning_rule')
    .values({ organisation_id: ctx.organisation, id: ctx.organisation, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(values))
    .execute();
}
