// SPDX-License-Identifier: EUPL-1.2
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { findCampaign } from './campaign-record.ts';
import { letterText } from './letter-text.ts';
import { saidBy } from './send-campaign.ts';
import { letterPdf } from './set-letters.ts';

type Prepared = FileAnswer | { letter: Parameters<typeof letterPdf>[0]; letterhead: Letterhead };

/** The letter of a convention: as it left, or as it would leave today. Runs without a transaction: setting type takes a while. */
export async function previewLetter(ctx: Context<Tables>, asked: { id: string; line: string }): Promise<FileAnswer> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, may: ctx.may, readOnly: true, requestId: ctx.requestId };
  const prepared = await inContext<Tables, Prepared>(ctx.house, entry, (inside) => prepare(inside, asked));
  if (!('letter' in prepared)) return prepared;
  const content = await letterPdf(prepared.letter, prepared.letterhead, ctx.now());
  return { name: `projet-${prepared.letter.number.replace('/', '-')}.pdf`, type: 'application/pdf', content, inline: true };
}

async function prepare(ctx: Context<Tables>, { id, line: lineId }: { id: string; line: string }): Promise<Prepared> {
  const line = await ctx.tx
    .selectFrom('adhesions.campaign_line')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', id)
    .where('id', '=', lineId)
    .executeTakeFirst();
  if (!line) throw refuse('adhesions.campaign-unknown-line');
  const left = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .select(['id', 'blob_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', id)
    .where('convention_id', '=', line.convention_id)
    .executeTakeFirst();
  if (left?.blob_id) return downloadBlob(ctx, left.blob_id, { table: 'adhesions.campaign_letter', id: left.id });
  if (left || line.after_cents === null) throw refuse('adhesions.letter-not-set');
  const campaign = await findCampaign(ctx, id);
  const said = (await saidBy(ctx, campaign))({ payerName: line.payer_name, number: line.convention_number });
  const days = { takesEffectOn: campaign.takes_effect_on, answerBy: campaign.answer_by };
  const figures = { said, beforeCents: line.before_cents, afterCents: line.after_cents, ...days };
  return {
    letterhead: await letterheadOf(ctx, []),
    letter: {
      number: `${campaign.number}/projet`,
      said,
      subject: letterText(campaign.letter_subject, figures),
      body_text: letterText(campaign.letter_text, figures),
      before_cents: line.before_cents,
      after_cents: line.after_cents,
      explanation: line.explanation,
      takes_effect_on: campaign.takes_effect_on,
      answer_by: campaign.answer_by,
    },
  };
}
