// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/mandates.ts';
import { settleKeptOut } from '../scim/kept-out.ts';
import { changeMandate, endMandate, reopenMandate } from './change-mandate.ts';
import { listMandates } from './list-mandates.ts';
import { openMandate } from './open-mandate.ts';
import { readMandate } from './read-mandate.ts';

export const mandateRoutes = [
  route(contract.listMandates, { permission: 'people.read', action: listMandates }),
  route(contract.readMandate, { permission: 'people.read', action: readMandate }),
  route(contract.openMandate, { permission: 'people.administer', action: openMandate }),
  route(contract.changeMandate, { permission: 'people.administer', action: changeMandate }),
  route(contract.endMandate, { permission: 'people.administer', action: endMandate }),
  route(contract.reopenMandate, { permission: 'people.administer', action: reopenMandate }),
  route(contract.settleKeptOut, { permission: 'people.administer', action: settleKeptOut }),
];
