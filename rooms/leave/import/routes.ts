// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/import.ts';
import { applyImport } from './apply-import.ts';
import { exportAgents } from './export-agents.ts';
import { previewImport } from './plan-import.ts';

const right = 'conges';

export const importRoutes = [
  route(contract.previewImport, { permission: 'leave.manage', right, readsOnly: true, action: previewImport }),
  route(contract.applyImport, { permission: 'leave.manage', right, action: applyImport }),
  route(contract.exportAgents, { permission: 'leave.manage', action: exportAgents }),
];
