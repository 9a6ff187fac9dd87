// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { inOperatorOf } from './in-operator.ts';
import { endOf, priceChoices, type Wanted } from './price-choices.ts';
import { refuseClosed } from './refuse-closed.ts';
import { subscriptionSettingsOf } from './settings.ts';
import { gatherSubscriber } from './subscriber.ts';

/** What the choices of a body cost, to the cent, with the printed line that proves each amount. Nothing is kept. */
export function priceSubscription(ctx: Context<Tables>, wanted: Wanted) {
  return inOperatorOf(
    ctx,
    async (inside, { operator, bodyId }) => {
      const subscriber = await gatherSubscriber(inside, operator, { bodyId, on: wanted.startsOn, settings: await subscriptionSettingsOf(inside) });
      refuseClosed(subscriber);
      const { priced, firstYearCents } = await priceChoices(inside, subscriber, wanted);
      return {
        firstYearCents,
        isComplete: priced.isComplete,
        endsOn: endOf(subscriber, wanted.startsOn),
        edition: subscriber.edition.source.label,
        isRider: subscriber.convention !== null,
        priced,
      };
    },
    { readOnly: true },
  );
}
