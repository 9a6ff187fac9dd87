// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse, refuseGranted } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** Ends what was added by hand on its last day, and keeps why. Refuses `rights.unknown-extra` and `rights.ends-before-it-begins`. */
export async function endExtra(ctx: Context<Tables>, { id, lastOn, reason }: { id: string; lastOn: string; reason: string }): Promise<void> {
  const extra = await ctx.tx
    .selectFrom('rights.extra')
    .select(['allowance_id', 'beneficiary_id', 'begins_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', ctx.today().toString())]))
    .forUpdate()
    .executeTakeFirst();
  if (!extra) throw refuseGranted('rights.unknown-extra');
  if (Temporal.PlainDate.compare(lastOn, extra.begins_on) < 0) throw refuse('rights.ends-before-it-begins', {}, 'lastOn');
  await ctx.tx
    .updateTable('rights.extra')
    .set({ ends_on: lastOn, ended_by: authorOf(ctx.actor), ended_at: ctx.now().toString(), end_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  const { beneficiary_id: beneficiaryId, allowance_id: allowanceId } = extra;
  await ctx.tell('rights.extra-ended', { beneficiaryId, allowanceId, extraId: id }, { heardIn: beneficiaryId });
}
