// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { refuse } from './contract.ts';
import { frenchDay } from './french-day.ts';
import { lockQuote, updateQuote } from './lock-quote.ts';
import { mailQuote } from './mail-quote.ts';
import { writeLink } from './open-link.ts';
import { retireDocument } from './retire-document.ts';
import { settingsOf, type Settings } from './settings.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { versionOf } from './versions.ts';
import { actorName, writeStep } from './write-step.ts';

type Sending = { id: string; revision: number; validUntil?: string | undefined; byMail: boolean };

/**
 * Makes the current version a document that the payer reads, valid until a day. Refuses while a line has no amount, and without a second
 * person's approval above the operator's threshold, unless it is the voted tariff untouched.
 */
export async function sendQuote(ctx: Context<Tables>, input: Sending, { isAtTariff = false } = {}) {
  const quote = await lockQuote(ctx, input.id, 'send', input.revision);
  const settings = await settingsOf(ctx);
  const version = await versionOf(ctx, quote.id, quote.version);
  const open = version.effective.lines.find((line) => line.status === 'on-quote');
  if (open) throw refuse('quote.still-on-quote', { line: open.label });
  if (!isAtTariff) refuseWithoutApproval(quote, settings);
  const validUntil = input.validUntil ?? ctx.today().add({ days: settings.validityDays }).toString();
  if (validUntil < ctx.today().toString()) throw refuse('quote.no-longer-valid', { day: frenchDay(validUntil) }, 'validUntil');
  const documentId = await writeDocument(ctx, quote, version, { validUntil, terms: settings.terms });
  await updateQuote(ctx, quote, {
    status: 'sent',
    sent_at: ctx.now().toString(),
    valid_until: validUntil,
    reminded_at: null,
    changed_by: actorName(ctx),
  });
  await writeStep(ctx, { quoteId: quote.id, what: 'sent', version: quote.version });
  await ctx.tell(
    'quotes.quote-sent',
    { quoteId: quote.id, version: quote.version, documentId, payerId: quote.payer_id },
    { heardIn: quote.payer_id },
  );
  if (quote.replaces_id) await supersede(ctx, quote.replaces_id);
  const link =
    input.byMail && quote.contact_email ? await writeLink(ctx, { quote, documentId, recipient: quote.contact_email, days: settings.linkDays }) : null;
  if (link) await mailQuote(ctx, { quote, link: link.link, validUntil, kind: 'sent' });
  return { documentId, validUntil, link: link?.link ?? null };
}

/** Whether the first year is above what one person may send alone. */
export function needsApproval(quote: Pick<QuoteRow, 'first_year_cents'>, settings: Settings): boolean {
  return settings.approvalAboveCents !== null && quote.first_year_cents > settings.approvalAboveCents;
}

function refuseWithoutApproval(quote: QuoteRow, settings: Settings): void {
  if (quote.status === 'approved' || !needsApproval(quote, settings)) return;
  throw refuse('quote.approval-needed', { threshold: formatEuros(settings.approvalAboveCents ?? 0) });
}

async function writeDocument(
  ctx: Context<Tables>,
  quote: QuoteRow,
  version: Awaited<ReturnType<typeof versionOf>>,
  { validUntil, terms }: { validUntil: string; terms: string },
): Promise<string> {
  const id = ctx.newId();
  const operator = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('quotes.document')
    .values({
      organisation_id: ctx.organisation,
      id,
      quote_id: quote.id,
      version: quote.version,
      number: quote.number,
      title: quote.title,
      payer_id: quote.payer_id,
      operator_name: operator.name,
      author_name: quote.author_name,
      sent_at: ctx.now().toString(),
      valid_until: validUntil,
      status: 'sent',
      terms,
      priced: JSON.stringify(version.priced),
      edits: JSON.stringify(version.edits),
      digest: version.digest,
    })
    .execute();
  await writeBeneficiaries(
    ctx,
    id,
    version.priced.roster.map((body) => body.id),
    quote.payer_id,
  );
  return id;
}

/** Those of the roster that are bodies of the register: they may read what serves them. */
async function writeBeneficiaries(ctx: Context<Tables>, documentId: string, roster: readonly string[], payerId: string): Promise<void> {
  const ids = roster.filter((id) => /^[0-9a-f-]{36}$/.test(id) && id !== payerId);
  if (ids.length === 0) return;
  const known = await ctx.tx.selectFrom('organisations.body').select('id').where('id', 'in', ids).execute();
  if (known.length === 0) return;
  await ctx.tx
    .insertInto('quotes.document_beneficiary')
    .values(known.map((body) => ({ organisation_id: ctx.organisation, id: ctx.newId(), document_id: documentId, beneficiary_id: body.id })))
    .execute();
}

/** The quote that the one just sent replaces. One that was answered keeps its answer. */
async function supersede(ctx: Context<Tables>, id: string): Promise<void> {
  const old = await ctx.tx
    .selectFrom('quotes.quote')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!old || (old.status !== 'sent' && old.status !== 'expired')) return;
  await retireDocument(ctx, old.id, 'superseded');
  await updateQuote(ctx, old, { status: 'superseded', closed_at: ctx.now().toString(), changed_by: actorName(ctx) });
  await writeStep(ctx, { quoteId: old.id, what: 'superseded', version: old.version });
  await ctx.tell('quotes.quote-superseded', { quoteId: old.id, version: old.version });
}
