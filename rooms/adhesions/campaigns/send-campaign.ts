// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { editionNamed } from '#rooms/catalogue/api.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { lockDraft, nameOf, updateCampaign, type CampaignRow } from './campaign-record.ts';
import { computeCampaign, type ComputedLine } from './compute-campaign.ts';
import { letterText } from './letter-text.ts';
import type { Said } from './said.ts';
import { SET_LETTERS } from './set-letters.ts';
import { checkDays, questionOfCampaign } from './start-campaign.ts';

/**
 * Freezes a campaign and writes its letters, which a job sets in PDF and tells. Refuses when a price has changed since the dry run that was read,
 * and a convention that another campaign holds.
 */
export async function sendCampaign(ctx: Context<Tables>, { id }: { id: string }) {
  const campaign = await lockDraft(ctx, id);
  checkDays(ctx, { takesEffectOn: campaign.takes_effect_on, answerBy: campaign.answer_by });
  const computed = await computeCampaign(ctx, questionOfCampaign(campaign));
  const kept = await keptLines(ctx, campaign);
  refuseStale(computed, kept);
  const letters = computed.flatMap((line) => (line.terms && line.afterCents !== null && kept.get(line.conventionId)?.isIn ? [line] : []));
  if (letters.length === 0) throw refuse('adhesions.campaign-nobody');
  await refuseUnderway(ctx, letters);
  await writeLetters(ctx, campaign, letters);
  await updateCampaign(ctx, id, { status: 'sent', sent_at: ctx.now().toString(), sent_name: nameOf(ctx) });
  await ctx.tell('adhesions.campaign-sent', { campaignId: id });
  await ctx.queue(SET_LETTERS, { campaign: id });
  return { letters: letters.length };
}

/** What every letter of a campaign says beside its figures. */
export async function saidBy(ctx: Context<Tables>, campaign: CampaignRow): Promise<(line: { payerName: string; number: string }) => Said> {
  const operator = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const [from, to] = [await labelOf(ctx, campaign.from_edition), await labelOf(ctx, campaign.to_edition)];
  return ({ payerName, number }) => ({
    operator: operator.name,
    campaign: campaign.number,
    title: campaign.title,
    payer: payerName,
    convention: number,
    fromLabel: from,
    toLabel: to,
    appliesTo: campaign.applies_to,
    legalGround: campaign.legal_ground,
  });
}

export async function labelOf(ctx: Context<Tables>, key: string): Promise<string> {
  return (await editionNamed(ctx, ctx.organisation, key))?.label ?? key;
}

type Kept = { isIn: boolean; beforeCents: number; afterCents: number | null; name: string };

async function keptLines(ctx: Context<Tables>, { id }: CampaignRow): Promise<ReadonlyMap<string, Kept>> {
  const rows = await ctx.tx
    .selectFrom('adhesions.campaign_line')
    .select(['convention_id', 'exclusion', 'before_cents', 'after_cents', 'payer_name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', id)
    .execute();
  return new Map(
    rows.map((row) => [
      row.convention_id,
      { isIn: row.exclusion === null, beforeCents: row.before_cents, afterCents: row.after_cents, name: row.payer_name },
    ]),
  );
}

function refuseStale(computed: readonly ComputedLine[], kept: ReadonlyMap<string, Kept>): void {
  const now = new Map(computed.map((line) => [line.conventionId, line]));
  for (const [conventionId, { beforeCents, afterCents, name }] of kept) {
    const line = now.get(conventionId);
    if (line?.beforeCents !== beforeCents || line.afterCents !== afterCents) throw refuse('adhesions.campaign-stale', { name });
  }
  const added = computed.find(({ conventionId }) => !kept.has(conventionId));
  if (added) throw refuse('adhesions.campaign-stale', { name: added.payerName });
}

async function refuseUnderway(ctx: Context<Tables>, letters: readonly ComputedLine[]): Promise<void> {
  const other = await ctx.tx
    .selectFrom('adhesions.campaign_letter as l')
    .innerJoin('adhesions.campaign as c', (join) => join.onRef('c.organisation_id', '=', 'l.organisation_id').onRef('c.id', '=', 'l.campaign_id'))
    .select(['c.number', 'l.convention_id'])
    .where('l.organisation_id', '=', ctx.organisation)
    .where(
      'l.convention_id',
      'in',
      letters.map(({ conventionId }) => conventionId),
    )
    .where('c.status', 'in', ['sent', 'applying'])
    .where('l.outcome', 'is', null)
    .executeTakeFirst();
  if (!other) return;
  const name = letters.find(({ conventionId }) => conventionId === other.convention_id)?.payerName;
  throw refuse('adhesions.campaign-another-underway', { name, number: other.number });
}

async function writeLetters(ctx: Context<Tables>, campaign: CampaignRow, letters: readonly ComputedLine[]): Promise<void> {
  const said = await saidBy(ctx, campaign);
  const days = { takesEffectOn: campaign.takes_effect_on, answerBy: campaign.answer_by };
  const rows = letters.map((line, at) => {
    const figures = { said: said(line), beforeCents: line.beforeCents, afterCents: line.afterCents ?? 0, ...days };
    return {
      id: ctx.newId(),
      convention_id: line.conventionId,
      payer_id: line.payerId,
      number: `${campaign.number}/${String(at + 1).padStart(3, '0')}`,
      said: figures.said,
      subject: letterText(campaign.letter_subject, figures),
      body_text: letterText(campaign.letter_text, figures),
      before_cents: line.beforeCents,
      after_cents: figures.afterCents,
      explanation: line.explanation,
      request: line.terms?.request,
      priced: line.terms?.priced,
    };
  });
  // A priced quote weighs some fifty kilobytes: a few hundred at once are a heavy statement.
  for (let from = 0; from < rows.length; from += 100) {
    await sql`
      insert into adhesions.campaign_letter
        (organisation_id, id, campaign_id, convention_id, payer_id, number, said, subject, body_text, before_cents, after_cents, explanation,
         request, priced, takes_effect_on, answer_by)
      select ${ctx.organisation}::uuid, l.id, ${campaign.id}::uuid, l.convention_id, l.payer_id, l.number, l.said, l.subject, l.body_text,
        l.before_cents, l.after_cents, l.explanation, l.request, l.priced, ${campaign.takes_effect_on}::date, ${campaign.answer_by}::date
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 100))}::jsonb) as l (
        id uuid, convention_id uuid, payer_id uuid, number text, said jsonb, subject text, body_text text, before_cents bigint,
        after_cents bigint, explanation jsonb, request jsonb, priced jsonb)`.execute(ctx.tx);
  }
}
