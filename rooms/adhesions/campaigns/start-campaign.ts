// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/campaigns.ts';
import { nextNumber } from '../next-number.ts';
import type { Tables } from '../tables.ts';
import { lockDraft, nameOf, personOf, updateCampaign, type CampaignRow } from './campaign-record.ts';
import { computeCampaign, type ComputedLine, type Question } from './compute-campaign.ts';
import { checkTemplate } from './letter-text.ts';

export type CampaignSettings = {
  title: string;
  from: string;
  to: string;
  takesEffectOn: string;
  answerBy: string;
  appliesTo: 'agreed' | 'unless-refused';
  legalGround: string;
  kinds: ('cadre' | 'package')[];
  payerIds: string[] | null;
  letterSubject: string;
  letterText: string;
};

/** Prepares a campaign with its dry run: nothing moves. Whoever prepares it cannot apply it. */
export async function startCampaign(ctx: Context<Tables>, settings: CampaignSettings) {
  checkSettings(ctx, settings);
  const computed = await computeCampaign(ctx, questionOf(settings));
  const id = ctx.newId();
  const number = await nextNumber(ctx, 'campaign');
  await ctx.tx
    .insertInto('adhesions.campaign')
    .values({
      organisation_id: ctx.organisation,
      id,
      number,
      ...columnsOf(ctx, settings),
      status: 'draft',
      sent_at: null,
      sent_name: null,
      applied_by: null,
      applied_name: null,
      applied_at: null,
      finished_at: null,
      closing_reason: null,
    })
    .execute();
  await writeLines(ctx, id, computed, new Map());
  await ctx.tell('adhesions.campaign-prepared', { campaignId: id });
  return { id, number, lines: computed.length };
}

/** Changes a campaign that has not been sent, and tries it again. What was left out stays out. */
export async function changeCampaign(ctx: Context<Tables>, { id, ...settings }: CampaignSettings & { id: string }) {
  await lockDraft(ctx, id);
  checkSettings(ctx, settings);
  const computed = await computeCampaign(ctx, questionOf(settings));
  const excluded = await exclusionsOf(ctx, id);
  await ctx.tx.deleteFrom('adhesions.campaign_line').where('organisation_id', '=', ctx.organisation).where('campaign_id', '=', id).execute();
  await updateCampaign(ctx, id, columnsOf(ctx, settings));
  await writeLines(ctx, id, computed, excluded);
  await ctx.tell('adhesions.campaign-prepared', { campaignId: id });
  return { lines: computed.length };
}

/** What a stored campaign asks of the dry run. */
export function questionOfCampaign(row: CampaignRow): Question {
  return {
    from: row.from_edition,
    to: row.to_edition,
    on: row.takes_effect_on,
    kinds: row.kinds as ('cadre' | 'package')[], // written by `columnsOf`
    payerIds: row.payer_ids,
  };
}

/** Refuses a day of effect that is not to come, and an answer awaited beyond it. */
export function checkDays(ctx: Context<Tables>, { takesEffectOn, answerBy }: Pick<CampaignSettings, 'takesEffectOn' | 'answerBy'>): void {
  const today = ctx.today().toString();
  if (takesEffectOn <= today)
    throw refuse('adhesions.campaign-too-soon', { day: formatDay(Temporal.PlainDate.from(takesEffectOn)) }, 'takesEffectOn');
  if (answerBy >= takesEffectOn || answerBy < today) throw refuse('adhesions.campaign-answer-too-late', {}, 'answerBy');
}

function checkSettings(ctx: Context<Tables>, settings: CampaignSettings): void {
  if (settings.from === settings.to) throw refuse('adhesions.campaign-same-edition', {}, 'to');
  checkDays(ctx, settings);
  if (settings.appliesTo === 'unless-refused' && settings.legalGround === '') throw refuse('adhesions.campaign-ground-missing', {}, 'legalGround');
  checkTemplate(settings.letterSubject, 'letterSubject');
  checkTemplate(settings.letterText, 'letterText');
}

function questionOf({ from, to, takesEffectOn, kinds, payerIds }: CampaignSettings): Question {
  return { from, to, on: takesEffectOn, kinds, payerIds };
}

function columnsOf(ctx: Context<Tables>, settings: CampaignSettings) {
  return {
    title: settings.title,
    from_edition: settings.from,
    to_edition: settings.to,
    takes_effect_on: settings.takesEffectOn,
    answer_by: settings.answerBy,
    applies_to: settings.appliesTo,
    legal_ground: settings.appliesTo === 'agreed' ? '' : settings.legalGround,
    kinds: settings.kinds,
    payer_ids: settings.payerIds,
    letter_subject: settings.letterSubject,
    letter_text: settings.letterText,
    // Whoever changes it has prepared it.
    prepared_by: personOf(ctx),
    prepared_name: nameOf(ctx),
    prepared_at: ctx.now().toString(),
    computed_at: ctx.now().toString(),
  };
}

type Exclusion = { exclusion: string; excluded_by: string | null };

async function exclusionsOf(ctx: Context<Tables>, campaignId: string): Promise<ReadonlyMap<string, Exclusion>> {
  const rows = await ctx.tx
    .selectFrom('adhesions.campaign_line')
    .select(['convention_id', 'exclusion', 'excluded_by'])
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', campaignId)
    .where('exclusion', 'is not', null)
    .execute();
  return new Map(rows.map(({ convention_id, exclusion, excluded_by }) => [convention_id, { exclusion: exclusion ?? '', excluded_by }]));
}

async function writeLines(
  ctx: Context<Tables>,
  campaignId: string,
  computed: readonly ComputedLine[],
  excluded: ReadonlyMap<string, Exclusion>,
): Promise<void> {
  if (computed.length === 0) return;
  const lines = computed.map(({ conventionId, payerId, payerName, number, kind, beforeCents, afterCents, verdict, explanation }) => ({
    id: ctx.newId(),
    convention_id: conventionId,
    payer_id: payerId,
    payer_name: payerName,
    convention_number: number,
    kind,
    before_cents: beforeCents,
    after_cents: afterCents,
    verdict,
    explanation,
    ...excluded.get(conventionId),
  }));
  await sql`
    insert into adhesions.campaign_line
      (organisation_id, id, campaign_id, convention_id, payer_id, payer_name, convention_number, kind, before_cents, after_cents, verdict,
       explanation, exclusion, excluded_by)
    select ${ctx.organisation}::uuid, l.id, ${campaignId}::uuid, l.convention_id, l.payer_id, l.payer_name, l.convention_number, l.kind,
      l.before_cents, l.after_cents, l.verdict, l.explanation, l.exclusion, l.excluded_by
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
      id uuid, convention_id uuid, payer_id uuid, payer_name text, convention_number text, kind text, before_cents bigint, after_cents bigint,
      verdict text, explanation jsonb, exclusion text, excluded_by text)`.execute(ctx.tx);
}
