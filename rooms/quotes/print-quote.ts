// SPDX-License-Identifier: EUPL-1.2
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import type { Context } from '#platform/context.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { quotePdf } from './print/quote-pdf.ts';
import { decisionOf, quoteOf } from './read-quote.ts';
import { settingsOf } from './settings.ts';
import type { Tables } from './tables.ts';
import { versionOf } from './versions.ts';

/** The current version of a quote, or the one asked, as a PDF. What was not sent says so. */
export async function printQuote(ctx: Context<Tables>, input: { id: string; version?: number | undefined }) {
  const quote = await quoteOf(ctx, input.id);
  const version = await versionOf(ctx, quote.id, input.version ?? quote.version);
  const document = await ctx.tx
    .selectFrom('quotes.document')
    .select(['id', 'valid_until', 'sent_at', 'status'])
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quote.id)
    .where('version', '=', version.number)
    .executeTakeFirst();
  const { terms } = await settingsOf(ctx);
  const content = await quotePdf({
    number: quote.number,
    version: version.number,
    title: quote.title,
    authorName: version.authorName,
    contactName: quote.contact_name,
    at: Temporal.Instant.from(document?.sent_at ?? version.at),
    validUntil: document?.valid_until ?? null,
    warning: document ? null : 'Brouillon : ce document n’a pas été envoyé et n’engage personne.',
    priced: version.priced,
    edits: version.edits,
    terms,
    decision: document ? statementOf(await decisionOf(ctx, quote.id, document.id)) : null,
    digest: version.digest,
    letterhead: await quoteLetterhead(ctx),
  });
  return { name: `devis-${quote.number}-v${version.number}.pdf`, type: 'application/pdf', content, inline: true };
}

/** The head of the operator's quotes: its name, its number, its colour. */
export function quoteLetterhead(ctx: Context<Tables>): Promise<Letterhead> {
  return letterheadOf(ctx, ({ siren }) => (siren ? [`SIREN ${siren}`] : []));
}

/** « … accepte le devis … », with its day and its digest. */
export function statementOf(decision: Awaited<ReturnType<typeof decisionOf>>): string | null {
  if (!decision) return null;
  const at = Temporal.Instant.from(decision.at).toZonedDateTimeISO('Europe/Paris');
  return [
    decision.evidence.statement,
    decision.act && `Acte : ${decision.act}.`,
    decision.reason && `Motif : ${decision.reason}.`,
    `Enregistré le ${at.toPlainDate().toLocaleString('fr-FR')} à ${at.toPlainTime().toString().slice(0, 5)}, empreinte ${decision.evidenceDigest}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
