// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type SuccessionKind = Tables['adhesions.succession']['kind'];

type Link = {
  predecessorId: string;
  successor: Pick<Tables['adhesions.convention'], 'id' | 'payer_id' | 'beneficiary_id' | 'begins_on'>;
  kind: SuccessionKind;
  reason: string;
};

/** Says which convention follows which. Said again, nothing changes. */
export async function linkConventions(ctx: Context<Tables>, { predecessorId, successor, kind, reason }: Link): Promise<void> {
  const linked = await ctx.tx
    .insertInto('adhesions.succession')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      predecessor_id: predecessorId,
      successor_id: successor.id,
      kind,
      payer_id: successor.payer_id,
      beneficiary_id: successor.beneficiary_id,
      begins_on: successor.begins_on,
      reason,
      recorded_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      recorded_at: ctx.now().toString(),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'predecessor_id', 'successor_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!linked) return;
  const beneficiaryId = successor.beneficiary_id;
  await ctx.tell('adhesions.succeeded', { conventionId: successor.id, predecessorId, beneficiaryId, kind }, { heardIn: beneficiaryId });
}
