// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/membership.ts';
import { readMyAdhesion } from './read-my-adhesion.ts';
import { readMyConvention } from './read-my-convention.ts';

export const membershipRoutes = [
  route(contract.readMyAdhesion, { permission: 'adhesions.read-own', action: readMyAdhesion }),
  route(contract.readMyConvention, { permission: 'adhesions.read-own', action: readMyConvention }),
];
