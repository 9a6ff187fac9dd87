// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '../author.ts';
import type { Tables } from '../tables.ts';
import { lockConvention } from './lock-convention.ts';

type Asked = { id: string; renewal: 'none' | 'tacit'; noticeMonths: number; clause: string };

/** Writes what the convention itself says of its term, with its words; what was written before is kept. No tacit renewal unless it is written. */
export async function setRenewal(ctx: Context<Tables>, { id, renewal, noticeMonths, clause }: Asked): Promise<void> {
  const { payer_id, beneficiary_id } = await lockConvention(ctx, id);
  await ctx.tx
    .insertInto('adhesions.term_clause')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      convention_id: id,
      payer_id,
      beneficiary_id,
      renewal,
      notice_months: noticeMonths,
      clause,
      recorded_by: authorOf(ctx),
      recorded_at: ctx.now().toString(),
    })
    .execute();
  await ctx.tx
    .updateTable('adhesions.convention')
    .set({ renewal, notice_months: noticeMonths })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('adhesions.renewal-set', { conventionId: id, renewal, noticeMonths, clause });
}
