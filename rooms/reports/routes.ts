// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { readRollUp } from './rollup/read-rollup.ts';
import { printReport } from './weekly/print-report.ts';
import { listReports, previewReport, readReport } from './weekly/read-reports.ts';
import { changeSettings, showSettings } from './weekly/settings.ts';

const read = { permission: 'reports.read' } as const;

export const routes = [
  route(contract.listReports, { ...read, action: listReports }),
  route(contract.readReport, { ...read, action: readReport }),
  route(contract.printReport, { ...read, withoutTransaction: true, action: printReport }),
  route(contract.previewReport, { ...read, action: previewReport }),
  route(contract.readRollUp, { permission: 'reports.read-territory', action: readRollUp }),
  route(contract.readSettings, { permission: 'reports.set-up', action: showSettings }),
  route(contract.changeSettings, { permission: 'reports.set-up', action: changeSettings }),
];
