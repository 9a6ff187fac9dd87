// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { APPLY_LETTERS } from './apply-letters.ts';
import { lockCampaign, nameOf, personOf, updateCampaign } from './campaign-record.ts';

/**
 * A second person applies a campaign: a job then writes its riders one by one, and goes on where it stopped. Refuses before the end of the delay
 * while somebody has not answered, and once the day of effect has come.
 */
export async function applyCampaign(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const campaign = await lockCampaign(ctx, id);
  if (campaign.status !== 'sent') throw refuse('adhesions.campaign-not-sent');
  if (campaign.prepared_by !== null && campaign.prepared_by === personOf(ctx)) throw refuse('adhesions.campaign-same-person');
  const today = ctx.today().toString();
  if (campaign.takes_effect_on <= today)
    throw refuse('adhesions.campaign-day-past', { day: formatDay(Temporal.PlainDate.from(campaign.takes_effect_on)) });
  const waiting = await waitingAnswers(ctx, id);
  if (waiting > 0 && campaign.answer_by >= today)
    throw refuse('adhesions.campaign-still-open', { day: formatDay(Temporal.PlainDate.from(campaign.answer_by)), waiting });
  await updateCampaign(ctx, id, { status: 'applying', applied_by: personOf(ctx), applied_name: nameOf(ctx), applied_at: ctx.now().toString() });
  await ctx.tell('adhesions.campaign-applied', { campaignId: id });
  await ctx.queue(APPLY_LETTERS, { campaign: id });
}

/** Closes a campaign that is not applied: its letters lead nowhere, every convention stays as it is. */
export async function abandonCampaign(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<void> {
  const campaign = await lockCampaign(ctx, id);
  if (campaign.status !== 'draft' && campaign.status !== 'sent') throw refuse('adhesions.campaign-not-sent');
  const at = ctx.now().toString();
  await ctx.tx
    .updateTable('adhesions.campaign_letter')
    .set({ outcome: 'kept', outcome_says: `La campagne est abandonnée : ${reason}`, settled_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', id)
    .where('outcome', 'is', null)
    .execute();
  await updateCampaign(ctx, id, { status: 'abandoned', closing_reason: reason, finished_at: at });
  await ctx.tell('adhesions.campaign-abandoned', { campaignId: id });
}

async function waitingAnswers(ctx: Context<Tables>, campaignId: string): Promise<number> {
  const { waiting } = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .select((of) => of.fn.countAll<number>().as('waiting'))
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', campaignId)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow();
  return waiting;
}
