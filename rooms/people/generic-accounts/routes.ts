// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/generic-accounts.ts';
import { addGenericAccount, changeGenericAccount, closeGenericAccount } from './hold-account.ts';
import { listGenericAccounts, readGenericAccount } from './read-accounts.ts';

export const genericAccountRoutes = [
  route(contract.listGenericAccounts, { permission: 'people.read', action: listGenericAccounts }),
  route(contract.readGenericAccount, { permission: 'people.read', action: readGenericAccount }),
  route(contract.addGenericAccount, { permission: 'people.administer', action: addGenericAccount }),
  route(contract.changeGenericAccount, { permission: 'people.administer', action: changeGenericAccount }),
  route(contract.closeGenericAccount, { permission: 'people.administer', action: closeGenericAccount }),
];
