// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

type Change = { editionId: string; revision: number; says: string; change: Record<string, unknown>; reason?: string | null };

/** Keeps what was done to a draft, by whom and why. */
export async function recordChange(ctx: Context<Tables>, { editionId, revision, says, change, reason = null }: Change): Promise<void> {
  await ctx.tx
    .insertInto('catalogue.edition_change')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      edition_id: editionId,
      revision,
      at: ctx.now().toString(),
      by_person: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      says,
      change,
      reason,
    })
    .execute();
}
