// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/renewals.ts';
import { denounceMine, recordDenunciation } from './denounce.ts';
import { openRenewal } from './follow-quote.ts';
import { listMyTerms, listRenewals } from './list-renewals.ts';
import { prepareRenewals } from './prepare-renewals.ts';
import { setRenewal } from './set-renewal.ts';

export const renewalRoutes = [
  route(contract.listRenewals, { permission: 'adhesions.read', action: listRenewals }),
  route(contract.prepareRenewals, { permission: 'adhesions.conclude', withoutTransaction: true, action: prepareRenewals }),
  route(contract.openRenewal, { permission: 'adhesions.conclude', action: openRenewal }),
  route(contract.setRenewal, { permission: 'adhesions.conclude', action: setRenewal }),
  route(contract.recordDenunciation, { permission: 'adhesions.conclude', action: recordDenunciation }),
  route(contract.listMyTerms, { permission: 'adhesions.read', action: listMyTerms }),
  route(contract.denounceMine, { permission: 'adhesions.answer', action: denounceMine }),
];
