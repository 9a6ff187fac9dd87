// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { readDrillProof } from './drills/read-proof.ts';
import { listDrills, recordDrill } from './drills/record-drill.ts';
import { askDrill } from './drills/try-restore.ts';
import { depositPassword, listEscrows, openEscrow, withdrawPassword } from './escrow/escrows.ts';
import { listCustodians } from './escrow/find-custodians.ts';
import { readMyKey, setMyKey } from './escrow/recovery-keys.ts';
import { depositBoxes, openBox } from './escrow/sealed-boxes.ts';
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
import { readOverview } from './overview/read-overview.ts';
import { listEntrusted, listToReseal, openEntrusted, openEntrustedBox } from './overview/entrusted.ts';
import { listServedDrills, readServedDrillProof } from './overview/served-drills.ts';
import { handleServedSign, listServedSigns } from './overview/served-signs.ts';
import { answerServedMaintenance, listServedMaintenances } from './overview/served-maintenances.ts';
import { setAccount } from './overview/set-account.ts';
import { printPlan } from './plan/print-plan.ts';
import { readPlan } from './plan/read-plan.ts';
import { revisePlan } from './plan/revise-plan.ts';
import { SERVICE } from './quota/refresh-bound.ts';
import { readInstaller } from './settings/read-installer.ts';
import { hearHeartbeat, hearHeartbeatByGet, makeHeartbeat } from './watch/heartbeat.ts';
import { acknowledgeSign, listSigns } from './watch/signs.ts';

// What only reads, or takes back, asks for no right: a body whose right has ended still sees, restores and closes.
const right = SERVICE;
const reads = { permission: 'backup.read' } as const;
const administers = { permission: 'backup.administer' } as const;
const oversees = { permission: 'backup.oversee' } as const;
const removes = { permission: 'backup.allow-removal' } as const;

export const routes = [
  route(contract.listMachines, { ...reads, action: listMachines }),
  route(contract.addMachine, { ...administers, right, action: addMachine }),
  route(contract.inviteMachine, { ...administers, action: inviteMachine }),
  route(contract.enrolMachine, { permission: 'public', limit: { most: 20, seconds: 60, per: 'address' }, action: enrolMachine }),
  route(contract.readInstaller, { permission: 'public', limit: { most: 60, seconds: 60, per: 'address' }, action: readInstaller }),
  route(contract.closeMachine, { ...administers, action: closeMachine }),
  route(contract.listMaintenances, { ...reads, action: listMaintenances }),
  route(contract.askMaintenance, { ...removes, action: askMaintenance }),
  route(contract.answerMaintenance, { ...removes, action: answerMaintenance }),
  route(contract.openMaintenance, { ...removes, action: openMaintenance }),
  route(contract.closeMaintenance, { ...removes, action: closeMaintenance }),
  route(contract.readPlan, { ...reads, action: readPlan }),
  route(contract.revisePlan, { ...administers, action: revisePlan }),
  route(contract.printPlan, { ...reads, withoutTransaction: true, action: printPlan }),
  route(contract.listEscrows, { ...reads, action: listEscrows }),
  route(contract.listCustodians, { ...administers, withoutTransaction: true, action: listCustodians }),
  route(contract.depositPassword, { ...administers, support: 'refused', withoutTransaction: true, action: depositPassword }),
  route(contract.openEscrow, { ...reads, support: 'refused', limit: { most: 10, seconds: 3_600, per: 'person' }, action: openEscrow }),
  route(contract.depositBoxes, { ...administers, support: 'refused', withoutTransaction: true, action: depositBoxes }),
  route(contract.openBox, { ...reads, support: 'refused', limit: { most: 10, seconds: 3_600, per: 'person' }, action: openBox }),
  route(contract.readMyKey, { ...reads, support: 'refused', action: readMyKey }),
  route(contract.setMyKey, { ...reads, support: 'refused', limit: { most: 10, seconds: 3_600, per: 'person' }, action: setMyKey }),
  route(contract.withdrawPassword, { ...administers, support: 'refused', action: withdrawPassword }),
  route(contract.listDrills, { ...reads, action: listDrills }),
  route(contract.recordDrill, { ...administers, action: recordDrill }),
  route(contract.readDrillProof, { ...reads, action: readDrillProof }),
  route(contract.askDrill, { ...administers, action: askDrill }),
  route(contract.listSigns, { ...reads, action: listSigns }),
  route(contract.acknowledgeSign, { ...administers, action: acknowledgeSign }),
  route(contract.makeHeartbeat, { ...administers, action: makeHeartbeat }),
  route(contract.hearHeartbeat, { permission: 'public', limit: { most: 60, seconds: 60, per: 'address' }, action: hearHeartbeat }),
  route(contract.hearHeartbeatByGet, {
    permission: 'public',
    withoutTransaction: true,
    limit: { most: 60, seconds: 60, per: 'address' },
    action: hearHeartbeatByGet,
  }),
  route(contract.readOverview, { ...oversees, action: readOverview }),
  route(contract.listServedMaintenances, { ...oversees, action: listServedMaintenances }),
  route(contract.answerServedMaintenance, { ...oversees, support: 'refused', withoutTransaction: true, action: answerServedMaintenance }),
  route(contract.listEntrusted, { ...oversees, action: listEntrusted }),
  route(contract.listToReseal, { ...oversees, action: listToReseal }),
  route(contract.openEntrusted, {
    ...oversees,
    support: 'refused',
    withoutTransaction: true,
    limit: { most: 10, seconds: 3_600, per: 'person' },
    action: openEntrusted,
  }),
  route(contract.openEntrustedBox, {
    ...oversees,
    support: 'refused',
    withoutTransaction: true,
    limit: { most: 10, seconds: 3_600, per: 'person' },
    action: openEntrustedBox,
  }),
  route(contract.listServedSigns, { ...oversees, action: listServedSigns }),
  route(contract.handleServedSign, { ...oversees, support: 'refused', withoutTransaction: true, action: handleServedSign }),
  route(contract.listServedDrills, { ...oversees, action: listServedDrills }),
  route(contract.readServedDrillProof, { ...oversees, withoutTransaction: true, action: readServedDrillProof }),
  route(contract.setAccount, { ...oversees, withoutTransaction: true, action: setAccount }),
  route(contract.restoreBin, { ...removes, action: restoreBin }),
];
