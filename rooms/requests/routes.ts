// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { cancelRequest } from './cancel-request.ts';
import * as contract from './contract.ts';
import { followRequests } from './follow-requests.ts';
import { prepareQuote, readPreparation } from './prepare-quote.ts';

const ask = 'home.request-service';

export const routes = [
  route(contract.readPreparation, { permission: 'requests.prepare-quote', action: readPreparation }),
  route(contract.prepareQuote, { permission: 'requests.prepare-quote', action: prepareQuote }),
  route(contract.followRequests, { permission: ask, action: followRequests }),
  route(contract.cancelRequest, { permission: ask, withoutTransaction: true, action: cancelRequest }),
];
