// SPDX-License-Identifier: EUPL-1.2
import { refuseSubscription } from '../contract/subscriptions.ts';
import type { Subscriber } from './subscriber.ts';
import { whyNotSubscribe } from './who-may-subscribe.ts';

/** Refuses a body to which its operator does not open the online subscription, with the sentence that says why. */
export function refuseClosed({ body, operator, settings }: Subscriber): void {
  const says = whyNotSubscribe({ body, operator: operator.name, settings });
  if (says) throw refuseSubscription('adhesions.subscription-closed', { says });
}
