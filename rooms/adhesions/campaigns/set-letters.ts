// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { formatDay, formatDayShort } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { makePdf, type Letterhead } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { eachOf } from '../each-of.ts';

export const SET_LETTERS = 'adhesions.set-letters';

export type LetterRow = Selectable<Tables['adhesions.campaign_letter']>;
type Written = Pick<
  LetterRow,
  'number' | 'said' | 'subject' | 'body_text' | 'before_cents' | 'after_cents' | 'explanation' | 'takes_effect_on' | 'answer_by'
>;

/**
 * Sets in PDF each letter that is not yet, keeps it, and tells those who answer for the body. Asked again after it stopped half-way, it goes on with
 * the next one: a letter that is set is sent.
 */
export async function setLetters(ctx: Context<Tables>, { campaign }: { campaign: string }): Promise<void> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  const letterhead = await inContext<Tables, Letterhead>(ctx.house, { ...entry, readOnly: true }, (inside) => letterheadOf(inside, []));
  const letters = await inContext<Tables, LetterRow[]>(ctx.house, { ...entry, readOnly: true }, (inside) => lettersOf(inside, campaign));
  await eachOf(letters, async (letter) => {
    if (letter.blob_id === null) {
      const content = await letterPdf(letter, letterhead, ctx.now());
      await inContext<Tables, void>(ctx.house, entry, (inside) => keepLetter(inside, letter, content));
    }
    // One that was set before this run may not have been told.
    await inContext<Tables, void>(ctx.house, { ...entry, organisation: letter.payer_id }, (inside) => tellBody(inside, letter));
  });
}

/** A letter as it is printed. */
export function letterPdf(letter: Written, letterhead: Letterhead, at: Temporal.Instant): Promise<Uint8Array> {
  const { number, said, subject, body_text, before_cents, after_cents, explanation, takes_effect_on } = letter;
  return makePdf({
    template: join(import.meta.dirname, 'letter.typ'),
    title: subject,
    letterhead,
    standard: 'ua-1',
    at,
    footer: number,
    data: {
      payer: said.payer,
      number,
      convention: said.convention,
      subject,
      paragraphs: body_text.split(/\n{2,}/).map((part) => part.trim()),
      day: formatDayShort(Temporal.PlainDate.from(takes_effect_on)),
      beforeCents: before_cents,
      afterCents: after_cents,
      lines: explanation.lines.map(({ label, for: whom, beforeCents, afterCents }) => ({ label, for: whom, beforeCents, afterCents })),
      gained: explanation.rights.gained,
      lost: explanation.rights.lost,
      changed: explanation.rights.changed.map(({ label, unit, before, after }) => ({
        label,
        before: before === null ? 'sans limite' : `${frenchNumber(before)} ${unit}`,
        after: after === null ? 'sans limite' : `${frenchNumber(after)} ${unit}`,
      })),
    },
  });
}

function frenchNumber(value: number): string {
  return value.toLocaleString('fr-FR');
}

function lettersOf(ctx: Context<Tables>, campaign: string): Promise<LetterRow[]> {
  return ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', campaign)
    .orderBy('number')
    .execute();
}

async function keepLetter(ctx: Context<Tables>, letter: LetterRow, content: Uint8Array): Promise<void> {
  const name = `lettre-${letter.number.replace('/', '-')}.pdf`;
  const kept = await keepBlob(ctx, {
    content,
    name,
    type: 'application/pdf',
    referencedBy: { table: 'adhesions.campaign_letter', id: letter.id },
  });
  await ctx.tx
    .updateTable('adhesions.campaign_letter')
    .set({ blob_id: kept.blobId, blob_digest: kept.digest, sent_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', letter.id)
    .where('blob_id', 'is', null)
    .execute();
}

/** Told under the key of the letter: told again, a person hears it once. */
async function tellBody(ctx: Context<Tables>, letter: LetterRow): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const by = formatDay(Temporal.PlainDate.from(letter.answer_by));
  for (const { personId } of await holdersOf(ctx, 'adhesions.answer')) {
    await notify(ctx, {
      personId,
      what: 'adhesions.letter-received',
      title: `${letter.said.operator} vous écrit : « ${letter.subject} », réponse attendue avant le ${by}`,
      href: `/o/${slug}/echeances/lettres/${letter.id}`,
      importance: 'high',
      key: `letter ${letter.id}`,
    });
  }
}
