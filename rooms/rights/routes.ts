// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { chooseAlerts, readAlertChoice } from './alerts/alert-choice.ts';
import * as contract from './contract.ts';
import { grantExtra } from './grant-extra.ts';
import { changeLimit } from './granted/change-limit.ts';
import { countAlerts, listConsumption } from './granted/consumption.ts';
import { endExtra } from './granted/end-extra.ts';
import { endOpening } from './granted/end-opening.ts';
import { listBodies } from './granted/list-bodies.ts';
import { readGranted } from './granted/read-granted.ts';
import { listHolders, listServices } from './granted/services.ts';
import { exportJournal } from './history/export-journal.ts';
import { listMovements } from './history/list-movements.ts';
import { listShares } from './history/list-shares.ts';
import { readHistory } from './history/read-history.ts';
import { readNextYear } from './outlook/next-year.ts';
import { readNextYearOf, readUnusedBy } from './outlook/of-served-body.ts';
import { readUnused } from './outlook/unused.ts';
import { readRights } from './read-rights.ts';
import { liftSuspension, suspendRights } from './suspend-rights.ts';
import { reportUsage } from './usage/report-usage.ts';

export const routes = [
  route(contract.readRights, { permission: 'rights.read', action: readRights }),
  route(contract.listMovements, { permission: 'rights.read', action: listMovements }),
  route(contract.readHistory, { permission: 'rights.read', action: readHistory }),
  route(contract.listShares, { permission: 'rights.read', action: listShares }),
  route(contract.exportJournal, { permission: 'rights.read', action: exportJournal }),
  route(contract.readUnused, { permission: 'rights.read', action: readUnused }),
  route(contract.readNextYear, { permission: 'rights.read', action: readNextYear }),
  route(contract.readAlertChoice, { permission: 'rights.be-told', action: readAlertChoice }),
  route(contract.chooseAlerts, { permission: 'rights.be-told', action: chooseAlerts }),
  route(contract.listBodies, { permission: 'rights.oversee', action: listBodies }),
  route(contract.readGranted, { permission: 'rights.oversee', action: readGranted }),
  route(contract.readNextYearOf, { permission: 'rights.oversee', action: readNextYearOf }),
  route(contract.readUnusedBy, { permission: 'rights.oversee', action: readUnusedBy }),
  route(contract.listConsumption, { permission: 'rights.oversee', action: listConsumption }),
  route(contract.countAlerts, { permission: 'rights.oversee', action: countAlerts }),
  route(contract.listServices, { permission: 'rights.oversee', action: listServices }),
  route(contract.listHolders, { permission: 'rights.oversee', action: listHolders }),
  route(contract.grantExtra, { permission: 'rights.grant', action: grantExtra }),
  route(contract.endExtra, { permission: 'rights.grant', action: endExtra }),
  route(contract.changeLimit, { permission: 'rights.grant', action: changeLimit }),
  route(contract.endOpening, { permission: 'rights.suspend', action: endOpening }),
  route(contract.suspendRights, { permission: 'rights.suspend', action: suspendRights }),
  route(contract.liftSuspension, { permission: 'rights.suspend', action: liftSuspension }),
  route(contract.reportUsage, { permission: 'rights.report', action: reportUsage, withoutTransaction: true }),
];
