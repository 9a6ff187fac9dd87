// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/history.ts';
import { bodyHistory } from './body-history.ts';
import { membersAsOf } from './members-as-of.ts';

export const historyRoutes = [
  route(contract.membersAsOf, { permission: 'adhesions.read', action: membersAsOf }),
  route(contract.bodyHistory, { permission: 'adhesions.read', action: bodyHistory }),
];
