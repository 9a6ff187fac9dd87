// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/suspensions.ts';
import { resumeAdhesion, suspendAdhesion } from './suspend-adhesion.ts';

export const suspensionRoutes = [
  route(contract.suspendAdhesion, { permission: 'adhesions.conclude', action: suspendAdhesion }),
  route(contract.resumeAdhesion, { permission: 'adhesions.conclude', action: resumeAdhesion }),
];
