// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Whether works were announced that explain a failure of this check, now. */
export type Works = (bodyId: string, checkId: string) => boolean;

/** Works under way for the bodies of the operator in the address, whoever announced them. */
export async function worksNow(ctx: Context<Tables>): Promise<Works> {
  const now = ctx.now().toString();
  const rows = await ctx.tx
    .selectFrom('monitoring.maintenance')
    .select(['body_id', 'check_ids'])
    .where('operator_id', '=', ctx.organisation)
    .where('begins_at', '<=', now)
    .where('ends_at', '>', now)
    .where('cancelled_at', 'is', null)
    .execute();
  return (bodyId, checkId) =>
    rows.some(({ body_id: body, check_ids: checks }) => (body === null || body === bodyId) && (checks.length === 0 || checks.includes(checkId)));
}
