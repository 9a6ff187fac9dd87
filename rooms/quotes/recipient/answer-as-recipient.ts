// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Redirect, WithReply } from '#platform/http/answers.ts';
import { Refusal } from '#platform/http/contract.ts';
import { pageOwner } from '#rooms/organisations/api.ts';
import { quoteLetterhead, statementOf } from '../print-quote.ts';
import { quotePdf } from '../print/quote-pdf.ts';
import { lockQuote } from '../lock-quote.ts';
import { writeAnswer } from '../record-answer.ts';
import type { Tables } from '../tables.ts';
import { throughLink, type SharedDocument } from './open-document.ts';
import { readAnswer } from './read-answer.ts';
import { recipientPage } from './recipient-page.ts';

/** The quote as its recipient reads it; each opening is counted, so that the operator knows it was received. */
export async function showToRecipient(ctx: Context<Tables>, { token }: { token: string }) {
  const page = await throughLink(ctx, token, async (inside, document) => {
    await inside.tx
      .updateTable('quotes.share')
      .set((set) => ({ openings: set('openings', '+', 1), opened_at: set.fn.coalesce('opened_at', set.val(inside.now().toString())) }))
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', document.share_id)
      .execute();
    return recipientPage({ token, document, owner: await pageOwner(inside, '/'), today: inside.today().toString(), typed: {}, faults: [] });
  });
  return hidden(page);
}

/** Records the answer of the form, then shows the page again; what is missing is said beside its field. */
export async function answerAsRecipient(ctx: Context<Tables>, { token, ...typed }: { token: string } & Record<string, string>) {
  const { answer, faults } = readAnswer(typed);
  const again = async (inside: Context<Tables>, document: SharedDocument, says: readonly { field: string | null; says: string }[]) =>
    hidden(recipientPage({ token, document, owner: await pageOwner(inside, '/'), today: inside.today().toString(), typed, faults: says }), 422);
  if (!answer) return throughLink(ctx, token, (inside, document) => again(inside, document, faults));
  try {
    await throughLink(ctx, token, async (inside, document) => {
      const quote = await lockQuote(inside, document.quote_id, 'answer', null);
      await writeAnswer(inside, quote, answer, { shareId: document.share_id, recordedBy: null });
    });
    return new Redirect(`/devis/${token}#reponse`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code.startsWith('quote.link')) throw error;
    return throughLink(ctx, token, (inside, document) => again(inside, document, [{ field: null, says: error.message }]));
  }
}

/** The same quote as a PDF. */
export async function recipientPdf(ctx: Context<Tables>, { token }: { token: string }) {
  return throughLink(ctx, token, async (inside, document) => ({
    name: `devis-${document.number}.pdf`,
    type: 'application/pdf',
    inline: true,
    content: await quotePdf({
      number: document.number,
      version: document.version,
      title: document.title,
      authorName: document.author_name,
      contactName: '',
      at: Temporal.Instant.from(document.sent_at),
      validUntil: document.valid_until,
      warning: null,
      priced: document.priced,
      edits: document.edits,
      terms: document.terms,
      decision: statementOf(document.decision),
      digest: document.digest,
      letterhead: await quoteLetterhead(inside),
    }),
  }));
}

/** The address is a secret: no search engine keeps it, no other site is told it, no cache shares it. */
function hidden<Page>(page: Page, status = 200): WithReply<Page> {
  return new WithReply(page, (reply) => {
    void reply.code(status).headers({ 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  });
}
