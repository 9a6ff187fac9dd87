// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { nameOf, personOf } from '../campaigns/campaign-record.ts';
import type { ChangeKind } from '../contract/mergers.ts';
import type { Tables } from '../tables.ts';
import { digestOf, droppedBy } from './proposal.ts';
import { readPlan } from './read-plan.ts';

type Asked = { kind: ChangeKind; id: string; keeps: string[]; reason: string };

/** Keeps what one person proposes for the conventions of a change, in the place of what was proposed before. Refuses a conflict without a choice. */
export async function proposeChange(ctx: Context<Tables>, { kind, id, keeps, reason }: Asked): Promise<void> {
  const plan = await readPlan(ctx, { kind, id });
  droppedBy(plan, keeps);
  const said = {
    keeps,
    reason,
    plan: digestOf(plan),
    proposed_by: personOf(ctx),
    proposed_name: nameOf(ctx),
    proposed_at: ctx.now().toString(),
  };
  await ctx.tx
    .insertInto('adhesions.body_change_proposal')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), kind, body_id: id, happened_on: plan.change.on, ...said })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'kind', 'body_id', 'happened_on']).doUpdateSet(said))
    .execute();
  await ctx.tell('adhesions.change-proposed', { kind, bodyIds: plan.change.fromIds, intoId: plan.change.intoId });
}
