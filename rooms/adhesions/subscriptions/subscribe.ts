// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import { acceptAtTariff } from '#rooms/quotes/api.ts';
import { refuseSubscription } from '../contract/subscriptions.ts';
import { startAdhesion } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';
import { inOperatorOf } from './in-operator.ts';
import { endOf, priceChoices, type Wanted } from './price-choices.ts';
import { refuseClosed } from './refuse-closed.ts';
import { beginRider } from './riders/begin-rider.ts';
import { subscriptionSettingsOf } from './settings.ts';
import { gatherSubscriber, type Subscriber } from './subscriber.ts';
import { oneAtATime, underWayFor } from './under-way.ts';

type Confirmed = Wanted & { expectedCents: number; byTitle: string };
type Subscribed = { kind: 'convention' | 'rider'; quoteNumber: string; dossierId: string; dossierNumber: string };

/**
 * Subscribes in the name of the body in the address: a quote at the voted tariff, accepted with its evidence, then the dossier of its council; a
 * rider when a convention stands. The price that was read is the price that is signed, or nothing is.
 */
export async function subscribe(ctx: Context<Tables>, wanted: Confirmed): Promise<Subscribed> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw refuseSubscription('adhesions.person-needed');
  return inOperatorOf(ctx, async (inside, { operator, bodyId }) => {
    await oneAtATime(inside, bodyId);
    const subscriber = await gatherSubscriber(inside, operator, { bodyId, on: wanted.startsOn, settings: await subscriptionSettingsOf(inside) });
    refuseClosed(subscriber);
    const standing = await underWayFor(inside, bodyId);
    if (standing) throw refuseSubscription('adhesions.subscription-under-way', { number: standing.number });
    const { request, priced, firstYearCents } = await priceChoices(inside, subscriber, wanted);
    const open = priced.lines.find(({ amountCents }) => amountCents === null);
    if (open) throw refuseSubscription('adhesions.price-unknown', { label: open.label }, 'body.choices');
    if (firstYearCents !== wanted.expectedCents) throw refuseSubscription('adhesions.price-changed', { price: formatEuros(firstYearCents) });
    const note = 'Souscription en ligne, au tarif voté.';
    const quote = await acceptAtTariff(inside, { request, title: '', note, byName: actor.name, byTitle: wanted.byTitle });
    const opened = subscriber.convention
      ? await addToConvention(inside, subscriber, {
          quote,
          startsOn: wanted.startsOn,
          offers: wanted.choices.map(({ offer }) => offer),
          yearlyCents: firstYearCents,
        })
      : await newConvention(inside, subscriber, { quote, startsOn: wanted.startsOn });
    await tellOperator(inside, subscriber, opened.dossierId);
    await inside.tell('adhesions.subscribed', { quoteId: quote.id, dossierId: opened.dossierId, beneficiaryId: bodyId });
    return { ...opened, quoteNumber: quote.number };
  });
}

type Quote = { id: string; number: string };

async function newConvention(ctx: Context<Tables>, subscriber: Subscriber, { quote, startsOn }: { quote: Quote; startsOn: string }) {
  const started = await startAdhesion(ctx, { quoteId: quote.id, startsOn, endsOn: endOf(subscriber, startsOn) });
  return { kind: 'convention' as const, dossierId: started.dossierId, dossierNumber: started.number };
}

async function addToConvention(
  ctx: Context<Tables>,
  { convention, body }: Subscriber,
  { quote, startsOn, offers, yearlyCents }: { quote: Quote; startsOn: string; offers: readonly string[]; yearlyCents: number },
) {
  const rider = await beginRider(ctx, {
    kind: 'add',
    conventionId: convention?.id ?? '',
    beneficiaryId: body.id,
    offers: [...new Set(offers)],
    quote,
    yearlyCents,
    effectiveOn: startsOn,
    reason: 'Souscription en ligne',
  });
  return { kind: 'rider' as const, dossierId: rider.dossierId, dossierNumber: rider.dossierNumber };
}

async function tellOperator(ctx: Context<Tables>, { body }: Subscriber, dossierId: string): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  for (const personId of await accountsToTell(ctx, 'adhesions.conclude'))
    await notify(ctx, {
      personId,
      what: 'adhesions.subscribed',
      title: `${body.name} a souscrit en ligne.`,
      href: `/o/${slug}/dossiers/${dossierId}`,
      key: `adhesions.subscribed ${dossierId}`,
    });
}
