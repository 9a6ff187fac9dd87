// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse, refuseGranted } from '../contract.ts';
import type { Tables } from '../tables.ts';

/**
 * Lets an allowance be exceeded, or stops its uses at its amount, from now on; each decision is kept with its reason.
 * Refuses `rights.unknown-allowance`, `rights.unlimited`, `rights.limit-stands`.
 */
export async function changeLimit(ctx: Context<Tables>, { id, isHard, reason }: { id: string; isHard: boolean; reason: string }): Promise<void> {
  const allowance = await ctx.tx
    .selectFrom('rights.allowance')
    .select(['label', 'amount', 'is_hard', 'beneficiary_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!allowance) throw refuse('rights.unknown-allowance');
  if (allowance.amount === null) throw refuseGranted('rights.unlimited', { label: allowance.label });
  if (allowance.is_hard === isHard) throw refuseGranted('rights.limit-stands', { label: allowance.label });
  await ctx.tx
    .updateTable('rights.allowance')
    .set({ is_hard: isHard })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tx
    .insertInto('rights.limit_change')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      allowance_id: id,
      beneficiary_id: allowance.beneficiary_id,
      is_hard: isHard,
      reason,
      decided_by: authorOf(ctx.actor),
      decided_at: ctx.now().toString(),
    })
    .execute();
  const beneficiaryId = allowance.beneficiary_id;
  await ctx.tell('rights.limit-changed', { beneficiaryId, allowanceId: id, isHard }, { heardIn: beneficiaryId });
}
