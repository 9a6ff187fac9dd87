// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { listHeardEvents } from './checks/heard-events.ts';
import { addCheck, changeCheck, removeCheck, renewPushAddress } from './checks/keep-checks.ts';
import { listChecks } from './checks/list-checks.ts';
import { readCheck } from './checks/read-check.ts';
import { tryCheck } from './checks/try-check.ts';
import * as contract from './contract.ts';
import { acknowledgeIncident, closeByHand, noteIncident } from './incidents/act.ts';
import { listIncidents, readIncident } from './incidents/list-incidents.ts';
import { cancelMaintenance, listMaintenance, planMaintenance } from './maintenance/plan-maintenance.ts';
import { listWatchedBodies } from './overview/list-bodies.ts';
import { readOverview } from './overview/read-overview.ts';
import { beat, beatWithReport } from './push/beat.ts';
import { changeSettings, readSettings } from './status/settings.ts';
import { sendAvailabilityFeed, sendWorksCalendar } from './status/follow-page.ts';
import { showStatusPage } from './status/status-page.ts';
import { changeSubscription, showSubscription } from './status/subscriptions/follow-link.ts';
import { showSubscribe, subscribe } from './status/subscriptions/subscribe.ts';
import { decideTarget } from './targets/decide-target.ts';
import { declareTarget, withdrawTarget } from './targets/declare-target.ts';
import { listTargets } from './targets/list-targets.ts';
import { listExpiries } from './warnings/list-expiries.ts';

const read = { permission: 'monitoring.read' } as const;
const declare = { permission: 'monitoring.declare' } as const;
const answer = { permission: 'monitoring.answer' } as const;
const setUp = { permission: 'monitoring.set-up' } as const;
// A trial asks a machine elsewhere: nobody makes us ask it a thousand times.
const trials = { most: 30, seconds: 60, per: 'person' } as const;
// A site with a hundred machines calls from one address each minute; a guesser never finds.
const calls = { most: 600, seconds: 60, per: 'address' } as const;

export const routes = [
  route(contract.readOverview, { ...read, action: readOverview }),
  route(contract.listWatchedBodies, { ...answer, action: listWatchedBodies }),
  route(contract.listChecks, { ...read, action: listChecks }),
  route(contract.readCheck, { ...read, action: readCheck }),
  route(contract.addCheck, { ...answer, action: addCheck }),
  route(contract.changeCheck, { ...answer, action: changeCheck }),
  route(contract.removeCheck, { ...answer, action: removeCheck }),
  route(contract.renewPushAddress, { ...answer, action: renewPushAddress }),
  route(contract.tryCheck, { ...answer, withoutTransaction: true, limit: trials, action: tryCheck }),
  route(contract.listHeardEvents, { ...answer, action: listHeardEvents }),
  route(contract.listExpiries, { ...read, action: listExpiries }),
  route(contract.listTargets, { ...read, action: listTargets }),
  route(contract.declareTarget, { ...declare, action: declareTarget }),
  route(contract.withdrawTarget, { ...declare, action: withdrawTarget }),
  route(contract.decideTarget, { ...answer, action: decideTarget }),
  route(contract.listIncidents, { ...read, action: listIncidents }),
  route(contract.readIncident, { ...read, action: readIncident }),
  route(contract.acknowledgeIncident, { ...declare, withoutTransaction: true, action: acknowledgeIncident }),
  route(contract.noteIncident, { ...declare, withoutTransaction: true, action: noteIncident }),
  route(contract.closeByHand, { ...answer, withoutTransaction: true, action: closeByHand }),
  route(contract.listMaintenance, { ...read, action: listMaintenance }),
  route(contract.planMaintenance, { ...declare, action: planMaintenance }),
  route(contract.cancelMaintenance, { ...declare, action: cancelMaintenance }),
  route(contract.readSettings, { ...setUp, action: readSettings }),
  route(contract.changeSettings, { ...setUp, action: changeSettings }),
  route(contract.sendAvailabilityFeed, { permission: 'public', action: sendAvailabilityFeed }),
  route(contract.sendWorksCalendar, { permission: 'public', action: sendWorksCalendar }),
  route(contract.showStatusPage, { permission: 'public', action: showStatusPage }),
  route(contract.showSubscribe, { permission: 'public', action: showSubscribe }),
  route(contract.subscribe, { permission: 'public', limit: { most: 10, seconds: 3_600, per: 'address' }, action: subscribe }),
  route(contract.showSubscription, { permission: 'public', limit: { most: 60, seconds: 60, per: 'address' }, action: showSubscription }),
  route(contract.changeSubscription, { permission: 'public', limit: { most: 60, seconds: 60, per: 'address' }, action: changeSubscription }),
  route(contract.beat, { permission: 'public', withoutTransaction: true, limit: calls, action: beat }),
  route(contract.beatWithReport, { permission: 'public', withoutTransaction: true, limit: calls, action: beatWithReport }),
];
