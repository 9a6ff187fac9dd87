// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/corrections.ts';
import { decideCorrections, withdrawDecision } from './decide-corrections.ts';
import { listCorrections } from './list-corrections.ts';
import { listDecisions } from './list-decisions.ts';

const read = 'billing.read';
const prepare = 'billing.prepare';

export const correctionRoutes = [
  route(contract.listCorrections, { permission: read, action: listCorrections }),
  route(contract.decideCorrections, { permission: prepare, action: decideCorrections }),
  route(contract.listDecisions, { permission: read, action: listDecisions }),
  route(contract.withdrawDecision, { permission: prepare, action: withdrawDecision }),
];
