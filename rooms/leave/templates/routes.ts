// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/templates.ts';
import { applyTemplate, listTemplates } from './apply-template.ts';

export const templateRoutes = [
  route(contract.listTemplates, { permission: 'leave.manage', action: listTemplates }),
  route(contract.applyTemplate, { permission: 'leave.manage', right: 'conges', action: applyTemplate }),
];
