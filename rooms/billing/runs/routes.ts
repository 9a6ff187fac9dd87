// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/runs.ts';
import { absentPayers } from './absent-payers.ts';
import { issueRun } from './issue-run.ts';
import { abandonRun, excludeLiquidation, lockRun } from './lock-run.ts';
import { prepareRun, recomputeRun } from './prepare-run.ts';
import { listLiquidations, listRuns, readLiquidation, readRun, readRunWork } from './read-run.ts';

const read = 'billing.read';
const prepare = 'billing.prepare';

export const runRoutes = [
  route(contract.listRuns, { permission: read, action: listRuns }),
  route(contract.prepareRun, { permission: prepare, action: prepareRun }),
  route(contract.readRun, { permission: read, action: readRun }),
  route(contract.readRunWork, { permission: read, action: readRunWork }),
  route(contract.recomputeRun, { permission: prepare, action: recomputeRun }),
  route(contract.listLiquidations, { permission: read, action: listLiquidations }),
  route(contract.absentPayers, { permission: read, action: absentPayers }),
  route(contract.readLiquidation, { permission: read, action: readLiquidation }),
  route(contract.excludeLiquidation, { permission: prepare, action: excludeLiquidation }),
  route(contract.lockRun, { permission: prepare, action: lockRun }),
  route(contract.issueRun, { permission: 'billing.issue', action: issueRun }),
  route(contract.abandonRun, { permission: prepare, action: abandonRun }),
];
