// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/commissioning.ts';
import { listCommissionings } from './list-days.ts';
import { agreeOnDay, proposeDay } from './propose-day.ts';

export const commissioningRoutes = [
  route(contract.listCommissionings, { permission: 'adhesions.read', action: listCommissionings }),
  route(contract.proposeDay, { permission: 'adhesions.act', action: proposeDay }),
  route(contract.agreeOnDay, { permission: 'adhesions.act', action: agreeOnDay }),
];
