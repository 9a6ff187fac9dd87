// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/webhooks.ts';
import { addWebhook, changeWebhook, deleteWebhook, renewWebhookSecret } from './keep-webhooks.ts';
import { listDeliveries, listWebhookEvents, listWebhooks } from './list-webhooks.ts';
import { replayDelivery, replaySince, tryWebhook } from './replay.ts';

const permission = 'people.administer-webhooks';

export const webhookRoutes = [
  route(contract.listWebhooks, { permission, action: listWebhooks }),
  route(contract.listWebhookEvents, { permission, action: listWebhookEvents }),
  route(contract.addWebhook, { permission, action: addWebhook }),
  route(contract.changeWebhook, { permission, action: changeWebhook }),
  route(contract.deleteWebhook, { permission, action: deleteWebhook }),
  route(contract.renewWebhookSecret, { permission, action: renewWebhookSecret }),
  route(contract.tryWebhook, { permission, limit: { most: 30, seconds: 60, per: 'organisation' }, action: tryWebhook }),
  route(contract.listDeliveries, { permission, action: listDeliveries }),
  route(contract.replayDelivery, { permission, action: replayDelivery }),
  route(contract.replaySince, { permission, limit: { most: 6, seconds: 60, per: 'organisation' }, action: replaySince }),
];
