// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { addMachine } from './machines/add-machine.ts';
import { closeMachine } from './machines/close-machine.ts';
import { enrolMachine } from './machines/enrol-machine.ts';
import { inviteMachine } from './machines/invite-machine.ts';
import { listMachines } from './machines/list-machines.ts';
import { answerMaintenance } from './maintenance/answer-maintenance.ts';
import { askMaintenance } from './maintenance/ask-maintenance.ts';
import { restoreBin } from './maintenance/bin.ts';
import { listMaintenances } from './maintenance/list-maintenances.ts';
import { closeMaintenance, openMaintenance } from './maintenance/open-maintenance.ts';
import { SERVICE } from './quota/refresh-bound.ts';

// What only reads, or takes back, asks for no right: a body whose right has ended still sees, restores and closes.
const right = SERVICE;
const reads = { permission: 'backup.read' } as const;
const administers = { permission: 'backup.administer' } as const;
const removes = { permission: 'backup.allow-removal' } as const;

export const routes = [
  route(contract.listMachines, { ...reads, action: listMachines }),
  route(contract.addMachine, { ...administers, right, action: addMachine }),
  route(contract.inviteMachine, { ...administers, action: inviteMachine }),
  route(contract.enrolMachine, { permission: 'public', limit: { most: 20, seconds: 60, per: 'address' }, action: enrolMachine }),
  route(contract.closeMachine, { ...administers, action: closeMachine }),
  route(contract.listMaintenances, { ...reads, action: listMaintenances }),
  route(contract.askMaintenance, { ...removes, action: askMaintenance }),
  route(contract.answerMaintenance, { ...removes, action: answerMaintenance }),
  route(contract.openMaintenance, { ...removes, action: openMaintenance }),
  route(contract.closeMaintenance, { ...removes, action: closeMaintenance }),
  route(contract.restoreBin, { ...removes, action: restoreBin }),
];
