// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { joinPriced, withoutOffers, type AcceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from '../../contract.ts';
import { endConvention } from '../../end-convention.ts';
import { succeed, type ConventionRow } from '../../successions/succeed.ts';
import { termsOf, type Terms } from '../../successions/terms.ts';
import type { Tables } from '../../tables.ts';
import { scopesByBody } from '../units.ts';
import type { RiderRow } from './conclude-rider.ts';
import { linesOfQuote } from './lines-of-quote.ts';

type Change = { rider: RiderRow; convention: ConventionRow; quote: AcceptedQuote | null; packages: readonly string[] };

/**
 * Adds packages to a convention, or takes some away, from a day: the convention ends the day before and another follows it, with what stays at the
 * price at which it was subscribed. Consumptions go on counting.
 */
export async function changePackages(ctx: Context<Tables>, { rider, convention, quote, packages }: Change): Promise<void> {
  const standing = (await termsOf(ctx, [convention])).get(convention.id);
  if (!standing) throw refuse('adhesions.quote-unknown');
  const terms = quote ? joined(standing, quote) : { ...standing, priced: withoutOffers(standing.priced, packages) };
  const beginsOn = firstDay(ctx, rider, convention);
  const reason = rider.kind === 'add' ? `Avenant ${rider.number} : forfait ajouté` : `Avenant ${rider.number} : forfait retiré`;
  await endConvention(ctx, { id: convention.id, lastOn: beginsOn.subtract({ days: 1 }).toString(), reason });
  await succeed(ctx, {
    kind: 'rider',
    predecessor: convention,
    beginsOn: beginsOn.toString(),
    reason,
    changes: { yearly_cents: terms.priced.totals.years[0]?.payableCents ?? 0 },
    terms,
    proofs: { ...convention.proofs, rider: rider.number, ...(quote && { quote: { number: quote.number, ...quote.evidence } }) },
    ...(rider.kind === 'remove' && { without: packages }),
    ...(quote && { added: { scopes: scopesByBody(quote.priced), lines: linesOfQuote(quote, rider.beneficiary_id), riderId: rider.id } }),
  });
  await ctx.tx
    .updateTable('adhesions.rider')
    .set({ effective_on: rider.kind === 'add' ? beginsOn.toString() : beginsOn.subtract({ days: 1 }).toString(), opened_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', rider.id)
    .execute();
}

function joined(standing: Terms, { request, priced }: AcceptedQuote): Terms {
  return {
    request: { ...standing.request, bodies: [...standing.request.bodies, ...request.bodies], items: [...standing.request.items, ...request.items] },
    priced: joinPriced(standing.priced, priced),
  };
}

/** The convention that follows begins on the day asked, not before today, and never on the first day of the one that it follows. */
function firstDay(ctx: Context<Tables>, { kind, effective_on }: RiderRow, { begins_on }: ConventionRow): Temporal.PlainDate {
  const asked = Temporal.PlainDate.from(effective_on).add({ days: kind === 'remove' ? 1 : 0 });
  const days = [asked, ctx.today(), Temporal.PlainDate.from(begins_on).add({ days: 1 })];
  return days.toSorted(Temporal.PlainDate.compare).at(-1) ?? asked;
}
