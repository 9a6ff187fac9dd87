// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/delegation.ts';
import { grantDelegation, revokeDelegation } from './grant-delegation.ts';
import { listDelegations, readDelegationChoices } from './list-delegations.ts';
import { readPlace, searchDelegatedBodies } from './read-place.ts';

export const delegationRoutes = [
  route(contract.listDelegations, { permission: 'people.read', action: listDelegations }),
  route(contract.readDelegationChoices, { permission: 'people.delegate', action: readDelegationChoices }),
  route(contract.grantDelegation, { permission: 'people.delegate', action: grantDelegation }),
  route(contract.revokeDelegation, { permission: 'people.delegate', action: revokeDelegation }),
  route(contract.readPlace, { permission: 'signed-in', action: readPlace }),
  route(contract.searchDelegatedBodies, { permission: 'signed-in', action: searchDelegatedBodies }),
];
