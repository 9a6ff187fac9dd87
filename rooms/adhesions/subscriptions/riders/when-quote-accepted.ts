// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, editionNamed } from '#rooms/catalogue/api.ts';
import { acceptedQuote, type AcceptedQuote } from '#rooms/quotes/api.ts';
import type { Tables } from '../../tables.ts';
import { subscriptionSettingsOf } from '../settings.ts';
import { beginRider } from './begin-rider.ts';
import { concludeRider } from './conclude-rider.ts';
import { insertRider } from './insert-rider.ts';

/**
 * An accepted quote of options, for a body whose convention stands, becomes a rider: at once where the operator's setting or the act that came
 * with the answer lets it, otherwise through the council's dossier. Heard in the operator, at least once. Other quotes are left to the operator.
 */
export async function riderOfQuote(ctx: Context<Tables>, { quoteId }: { quoteId: string }): Promise<void> {
  const quote = await acceptedQuote(ctx, quoteId);
  if (!quote?.isAccepted || !(await isOfOptions(ctx, quote))) return;
  const convention = await conventionStanding(ctx, quote.payerId);
  if (!convention || (await isKnown(ctx, quoteId))) return;
  const yearlyCents = quote.priced.totals.years[0]?.payableCents ?? 0;
  const rider = {
    kind: 'add' as const,
    conventionId: convention.id,
    beneficiaryId: quote.payerId,
    offers: [...new Set(quote.priced.lines.map(({ offer }) => offer))],
    quote: { id: quote.id, number: quote.number },
    yearlyCents,
    effectiveOn: ctx.today().toString(),
    reason: `Devis ${quote.number} accepté`,
  };
  const { riderCeilingCents, legalNote } = await subscriptionSettingsOf(ctx);
  const act = quote.evidence?.act ?? '';
  if (act === '' && (riderCeilingCents === null || yearlyCents > riderCeilingCents)) {
    await beginRider(ctx, rider);
    return;
  }
  const written = await insertRider(ctx, {
    ...rider,
    decision: act === '' ? 'without-council' : 'council',
    legalNote: act === '' ? legalNote : act,
  });
  await concludeRider(ctx, written.id);
}

/** Whether the quote holds nothing but what joins a convention, each line for the body that pays it. */
async function isOfOptions(ctx: Context<Tables>, { priced, payerId }: AcceptedQuote): Promise<boolean> {
  const record = await editionNamed(ctx, ctx.organisation, priced.edition.key);
  if (!record || priced.included.length > 0) return false;
  const edition = compileEdition(record.edition);
  const isOption = (offer: string): boolean => ['option', 'complement', 'service'].includes(edition.offers.get(offer)?.source.kind ?? '');
  return (
    priced.lines.length > 0 &&
    priced.lines.every(({ offer, payer, beneficiaries }) => isOption(offer) && payer === payerId && beneficiaries[0] === payerId)
  );
}

/** The convention from which a body benefits today; else the next one. */
function conventionStanding(ctx: Context<Tables>, bodyId: string) {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('beneficiary_id', '=', bodyId)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', ctx.today().toString())]))
    .orderBy('begins_on')
    .executeTakeFirst();
}

async function isKnown(ctx: Context<Tables>, quoteId: string): Promise<boolean> {
  const rider = await ctx.tx
    .selectFrom('adhesions.rider')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .executeTakeFirst();
  return rider !== undefined;
}
