// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { nameOf } from '../counters/post-movements.ts';
import { defaultKinds } from '../kinds/default-kinds.ts';
import type { Tables } from '../tables.ts';

/** Gives a body the kinds and settings that it begins with. Repeatable: what is there stays as it was edited. */
export async function startLeave(ctx: Context<Tables>, { schoolZone }: { schoolZone?: 'A' | 'B' | 'C' | null | undefined }): Promise<void> {
  await ctx.tx
    .insertInto('leave.setting')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      school_zone: schoolZone ?? null,
      territory: null,
      has_temple: false,
      approval_levels: 1,
      notice_days: 0,
      presence_refuses: false,
      cet_is_paid: false,
      colleagues_see: 'team',
      changed_at: ctx.now().toString(),
      changed_by: nameOf(ctx),
    })
    .onConflict((conflict) => conflict.column('organisation_id').doNothing())
    .execute();
  await ctx.tx
    .insertInto('leave.kind')
    .values(defaultKinds.map((kind, rank) => ({ ...kind, organisation_id: ctx.organisation, id: ctx.newId(), rank, archived_at: null })))
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .execute();
}
