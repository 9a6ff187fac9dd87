// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { commissioningRoutes } from './commissioning/routes.ts';
import * as contract from './contract.ts';
import { documentRoutes } from './documents/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { joinTerritory } from './join-territory.ts';
import { leaveAdhesion } from './leave-adhesion.ts';
import { membershipRoutes } from './membership/routes.ts';
import { pipelineRoutes } from './pipeline/routes.ts';
import { readRoster } from './read-roster.ts';
import { registerRoutes } from './register/routes.ts';
import { mergerRoutes } from './mergers/routes.ts';
import { renewalRoutes } from './renewals/routes.ts';
import { proofRoutes } from './proofs/routes.ts';
import { signatureRoutes } from './signatures/routes.ts';
import { startAdhesion } from './start-adhesion.ts';
import { suspensionRoutes } from './suspensions/routes.ts';
import { takeOverRoutes } from './take-over/routes.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { territoryRoutes } from './territory/routes.ts';

export const routes = [
  ...campaignRoutes,
  ...membershipRoutes,
  ...suspensionRoutes,
  ...historyRoutes,
  ...commissioningRoutes,
  ...pipelineRoutes,
  ...subscriptionRoutes,
  ...mergerRoutes,
  ...renewalRoutes,
  route(contract.startAdhesion, { permission: 'adhesions.conclude', action: startAdhesion }),
  route(contract.joinTerritory, { permission: 'adhesions.conclude', action: joinTerritory }),
  route(contract.leave, { permission: 'adhesions.conclude', action: leaveAdhesion }),
  ...registerRoutes,
  route(contract.readRoster, { permission: 'adhesions.read', action: readRoster }),
  ...documentRoutes,
  ...signatureRoutes,
  ...proofRoutes,
  ...takeOverRoutes,
  ...territoryRoutes,
];
