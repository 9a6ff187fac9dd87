// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/rules.ts';
import { listRules, removeRule, setRule } from './set-rule.ts';
import { simulateRule } from './simulate-rule.ts';

const right = 'conges';

export const ruleRoutes = [
  route(contract.listRules, { permission: 'leave.manage', action: listRules }),
  route(contract.setRule, { permission: 'leave.manage', right, action: setRule }),
  route(contract.removeRule, { permission: 'leave.manage', right, action: removeRule }),
  route(contract.simulateRule, { permission: 'leave.manage', right, readsOnly: true, action: simulateRule }),
];
