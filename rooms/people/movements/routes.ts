// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/movements.ts';
import { cancelMovement } from './cancel-movement.ts';
import { listMovements, readMovement, tickStep } from './list-movements.ts';
import { planArrival } from './plan-arrival.ts';
import { planDeparture } from './plan-departure.ts';
import { planRenewal, previewRenewal } from './plan-renewal.ts';
import { previewDeparture } from './preview-departure.ts';

const decides = { permission: 'people.administer' } as const;

export const movementRoutes = [
  route(contract.listMovements, { permission: 'people.read', action: listMovements }),
  route(contract.readMovement, { permission: 'people.read', action: readMovement }),
  route(contract.tickStep, { permission: 'people.keep-directory', action: tickStep }),
  route(contract.cancelMovement, { ...decides, action: cancelMovement }),
  route(contract.planArrival, { ...decides, action: planArrival }),
  route(contract.previewDeparture, { ...decides, action: previewDeparture }),
  route(contract.planDeparture, { ...decides, action: planDeparture }),
  route(contract.previewRenewal, { ...decides, readsOnly: true, action: previewRenewal }),
  route(contract.planRenewal, { ...decides, action: planRenewal }),
];
