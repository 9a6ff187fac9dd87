// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { followQuotes, renewingOf } from '#rooms/adhesions/api.ts';
import { acceptedUntil } from '#rooms/quotes/api.ts';
import type { Family } from '../document.ts';
import { owedIn, unbilledIn, type Wanted } from '../runs/gather-due.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { foreseenLines, remainingLines, type Pending } from './foreseen-lines.ts';

/** What the operator in the address will ask one payer next year, and has not billed of this one. */
export async function foresee(ctx: Context<Tables>, { payerId, year }: { payerId: string; year: number }) {
  const settings = await settingsOf(ctx);
  const bodyIds = [payerId, ...(await paidBy(ctx, payerId))];
  // Conventions of all times: a quote that one of them carried long ago is not an adhesion to come.
  const asked = (of: number, families: readonly Family[]): Wanted => ({
    year: of,
    from: `${of}-01-01`,
    until: `${of}-12-31`,
    families,
    payerIds: [payerId],
    only: { bodyIds, since: '2000-01-01' },
  });
  const next = await owedIn(ctx, asked(year + 1, [...recurring, 'overage']), settings);
  const now = await owedIn(ctx, asked(year, recurring), settings);
  const renewing = await renewingOf(
    ctx,
    now.conventions.map(({ id }) => id),
  );
  const carried = new Set(next.conventions.map(({ quoteNumber }) => quoteNumber));
  return {
    lines: foreseenLines({ next: next.lines, now, renewing, pending: await pendingOf(ctx, bodyIds, { carried, year }), payerId, year, settings }),
    remaining: remainingLines(await unbilledIn(ctx, asked(year, [...recurring, ...once]), settings)),
  };
}

const recurring = ['participation', 'subscription', 'access-fee', 'term', 'order'] as const;
const once = ['overage', 'school-fee', 'volume', 'manual'] as const;

/** Bodies whose invoices this one pays. */
async function paidBy(ctx: Context<Tables>, payerId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('billing.payer')
    .select('payer_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('bill_to_id', '=', payerId)
    .execute();
  return rows.map(({ payer_id }) => payer_id);
}

/** Quotes accepted of late that neither a convention nor a concluded rider carries yet. */
async function pendingOf(ctx: Context<Tables>, bodyIds: readonly string[], { carried, year }: { carried: ReadonlySet<string | null>; year: number }) {
  const quotes = (await acceptedUntil(ctx, ctx.today().toString(), bodyIds)).filter(({ number }) => !carried.has(number));
  const riders = await followQuotes(
    ctx,
    quotes.map(({ id }) => id),
  );
  return quotes.flatMap((quote): Pending[] => {
    const rider = riders.get(quote.id);
    const acceptedOn = quote.evidence && Temporal.Instant.from(quote.evidence.decidedAt).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
    if (!acceptedOn || Number(acceptedOn.slice(0, 4)) < year - 1) return [];
    if (rider) return rider.status === 'deciding' ? [{ quote, acceptedOn, rider: rider.rider, effectiveOn: rider.effectiveOn }] : [];
    // A quote without adhesion is billed from its acceptance: it is among the lines already.
    return quote.priced.included.length > 0 ? [{ quote, acceptedOn, rider: null, effectiveOn: null }] : [];
  });
}
