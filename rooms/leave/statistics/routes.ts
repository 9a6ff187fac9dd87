// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/statistics.ts';
import { changePayrollLayout, exportPayroll, readPayrollLayout } from '../exports/payroll.ts';
import { exportStatistics } from './export-statistics.ts';
import { readStatistics } from './read-statistics.ts';

export const statisticsRoutes = [
  route(contract.readStatistics, { permission: 'leave.manage', action: readStatistics }),
  route(contract.exportStatistics, { permission: 'leave.manage', action: exportStatistics }),
  route(contract.readPayrollLayout, { permission: 'leave.manage', action: readPayrollLayout }),
  route(contract.changePayrollLayout, { permission: 'leave.manage', right: 'conges', action: changePayrollLayout }),
  route(contract.exportPayroll, { permission: 'leave.manage', action: exportPayroll }),
];
