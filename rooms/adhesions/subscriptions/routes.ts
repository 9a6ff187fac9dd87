// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/subscriptions.ts';
import { comparePackages } from './compare-packages.ts';
import { priceSubscription } from './price-subscription.ts';
import { readSubscription } from './read-subscription.ts';
import { removePackages } from './riders/remove-packages.ts';
import { changeSubscriptionSettings, subscriptionSettingsOf } from './settings.ts';
import { subscribe } from './subscribe.ts';

// What a body does by itself runs in its operator: each of these opens that transaction, and holds none meanwhile.
export const subscriptionRoutes = [
  route(contract.readSubscription, { permission: 'adhesions.read-own', withoutTransaction: true, action: readSubscription }),
  route(contract.priceSubscription, { permission: 'adhesions.read-own', withoutTransaction: true, readsOnly: true, action: priceSubscription }),
  route(contract.comparePackages, { permission: 'adhesions.read-own', withoutTransaction: true, action: comparePackages }),
  route(contract.subscribe, { permission: 'adhesions.subscribe', withoutTransaction: true, action: subscribe }),
  route(contract.removePackages, { permission: 'adhesions.subscribe', withoutTransaction: true, action: removePackages }),
  route(contract.readSubscriptionSettings, { permission: 'adhesions.set-up', action: subscriptionSettingsOf }),
  route(contract.changeSubscriptionSettings, { permission: 'adhesions.set-up', action: changeSubscriptionSettings }),
];
