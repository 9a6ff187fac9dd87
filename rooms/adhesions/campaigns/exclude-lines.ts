// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { lockDraft, nameOf, personOf, updateCampaign } from './campaign-record.ts';

/** Leaves conventions out of a campaign, with the reason, or takes them back without one. Whoever does it has prepared it. */
export async function excludeLines(
  ctx: Context<Tables>,
  { id, lines, reason }: { id: string; lines: string[]; reason: string | null },
): Promise<void> {
  await lockDraft(ctx, id);
  const changed = await ctx.tx
    .updateTable('adhesions.campaign_line')
    .set({ exclusion: reason, excluded_by: reason === null ? null : nameOf(ctx) })
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', id)
    .where('id', 'in', lines)
    .returning('id')
    .execute();
  if (changed.length < new Set(lines).size) throw refuse('adhesions.campaign-unknown-line', {}, 'lines');
  await updateCampaign(ctx, id, { prepared_by: personOf(ctx), prepared_name: nameOf(ctx) });
}
