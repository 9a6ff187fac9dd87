// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { calculate } from '#rooms/quotes/api.ts';
import { refuse } from '../contract.ts';
import { refuseSubscription } from '../contract/subscriptions.ts';
import type { Tables } from '../tables.ts';
import { heldBy, type Subscriber } from './subscriber.ts';
import { subscriptionRequest, type Choice } from './subscription-request.ts';

export type Wanted = { startsOn: string; choices: readonly Choice[]; certificates?: number | undefined };

/** The request and the exact price of what is chosen, in the operator's transaction. Refuses what is held, foreign or past. */
export async function priceChoices(ctx: Context<Tables>, subscriber: Subscriber, { startsOn, choices, certificates }: Wanted) {
  if (startsOn < ctx.today().toString()) throw refuse('adhesions.starts-in-the-past', {}, 'body.startsOn');
  refuseChoices(subscriber, choices);
  const { body, units, convention } = subscriber;
  const under = convention ? { edition: convention.edition } : { on: startsOn };
  const request = subscriptionRequest({ body, units, under, choices, held: heldBy(subscriber), certificates });
  const { priced } = await calculate(ctx, request);
  return { request, priced, firstYearCents: priced.totals.years[0]?.payableCents ?? 0 };
}

/** What cannot be chosen, said beside its line. */
function refuseChoices({ edition, body, units, convention }: Subscriber, choices: readonly Choice[]): void {
  const known = new Map([body, ...units].map((one) => [one.id, one]));
  const isPackage = (offer: string): boolean => edition.offers.get(offer)?.source.kind === 'package';
  for (const [at, { offer, unitId }] of choices.entries()) {
    const whose = known.get(unitId ?? body.id);
    if (!whose) throw refuseSubscription('adhesions.not-a-unit', {}, `body.choices.${at}.unitId`);
    if (convention?.scopes.some(({ scope, beneficiaryId }) => scope === offer && beneficiaryId === whose.id))
      throw refuseSubscription(
        'adhesions.package-held',
        { name: whose.name, package: edition.offers.get(offer)?.source.label ?? offer, number: convention.number },
        `body.choices.${at}.offer`,
      );
  }
  // Options alone join a convention; without one, a package comes first.
  if (!convention && !choices.some(({ offer }) => isPackage(offer))) throw refuseSubscription('adhesions.not-a-package', {}, 'body.choices');
}

/** The last day of a convention that begins on a day, by the operator's setting; that of the standing convention for a rider. */
export function endOf({ convention, settings }: Pick<Subscriber, 'convention' | 'settings'>, startsOn: string): string | null {
  if (convention) return convention.endsOn;
  if (settings.termYears === null) return null;
  return Temporal.PlainDate.from(startsOn).add({ years: settings.termYears }).subtract({ days: 1 }).toString();
}
