// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { grantExtra } from './grant-extra.ts';
import { listMovements } from './list-movements.ts';
import { readRights } from './read-rights.ts';
import { reportUsage } from './report-usage.ts';
import { liftSuspension, suspendRights } from './suspend-rights.ts';

export const routes = [
  route(contract.readRights, { permission: 'rights.read', action: readRights }),
  route(contract.listMovements, { permission: 'rights.read', action: listMovements }),
  route(contract.grantExtra, { permission: 'rights.grant', action: grantExtra }),
  route(contract.suspendRights, { permission: 'rights.suspend', action: suspendRights }),
  route(contract.liftSuspension, { permission: 'rights.suspend', action: liftSuspension }),
  route(contract.reportUsage, { permission: 'rights.report', action: reportUsage }),
];
