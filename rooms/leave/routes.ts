// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { addAgent, changeAgent, changeWorkingTime } from './agents/change-agent.ts';
import { listAgents, readAgent } from './agents/list-agents.ts';
import { listPeople } from './agents/list-people.ts';
import { closeYear, openSavings, openYear } from './closing/close-year.ts';
import { prepareClosing } from './closing/prepare.ts';
import * as contract from './contract.ts';
import { adjustAccount } from './counters/adjust-account.ts';
import { exportAbsences, exportBalances } from './exports/exports.ts';
import { closeFeed, listFeeds, openFeed } from './feeds/my-feeds.ts';
import { readFeed } from './feeds/read-feed.ts';
import { answerHours, declareHours, listHours } from './hours/extra-hours.ts';
import { importRoutes } from './import/routes.ts';
import { addKind, changeKind, listKinds } from './kinds/edit-kinds.ts';
import { changeHealth } from './proofs/health.ts';
import { addProof, readProof, removeProof } from './proofs/proofs.ts';
import { answerLeave } from './requests/answer-leave.ts';
import { cancelLeave } from './requests/cancel-leave.ts';
import { changeLeave } from './requests/change-leave.ts';
import { listLeave } from './requests/list-leave.ts';
import { previewLeave } from './requests/preview-leave.ts';
import { readLeave } from './requests/read-leave.ts';
import { recallLeave } from './requests/recall-leave.ts';
import { requestLeave } from './requests/request-leave.ts';
import { ruleRoutes } from './rules/routes.ts';
import { addClosedDay, addSchoolBreak, listDaysOff, removeClosedDay, removeSchoolBreak } from './setup/days-off.ts';
import { importSchoolBreaks } from './setup/import-school-breaks.ts';
import { changeSettings, readSettings } from './setup/settings.ts';
import { listStandIns, nameStandIn, removeStandIn } from './setup/stand-ins.ts';
import { addTeam, changeTeam, listTeams, removeTeam } from './setup/teams.ts';
import { statisticsRoutes } from './statistics/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { readCalendar } from './views/read-calendar.ts';
import { readLedger } from './views/read-ledger.ts';
import { readMyCalendar } from './views/read-my-calendar.ts';
import { readMyLeave } from './views/read-my-leave.ts';

// What only reads asks for no right: a body whose right has ended still reads and takes away what it wrote.
const right = 'conges';
// A phone asks every few minutes; a guesser never finds.
const perAddress = { most: 60, seconds: 60, per: 'address' } as const;

export const routes = [
  route(contract.previewLeave, { permission: 'leave.request', right, readsOnly: true, action: previewLeave }),
  route(contract.requestLeave, { permission: 'leave.request', right, action: requestLeave }),
  route(contract.listLeave, { permission: 'leave.request', action: listLeave }),
  route(contract.readLeave, { permission: 'leave.request', action: readLeave }),
  route(contract.changeLeave, { permission: 'leave.request', right, action: changeLeave }),
  route(contract.answerLeave, { permission: 'leave.request', right, action: answerLeave }),
  route(contract.cancelLeave, { permission: 'leave.request', right, action: cancelLeave }),
  route(contract.recallLeave, { permission: 'leave.request', right, action: recallLeave }),
  route(contract.readMyLeave, { permission: 'leave.request', action: readMyLeave }),
  route(contract.readCalendar, { permission: 'leave.request', action: readCalendar }),
  route(contract.readMyCalendar, { permission: 'signed-in', action: readMyCalendar }),
  route(contract.readLedger, { permission: 'leave.request', action: readLedger }),
  route(contract.listAgents, { permission: 'leave.manage', action: listAgents }),
  route(contract.readAgent, { permission: 'leave.manage', action: readAgent }),
  route(contract.addAgent, { permission: 'leave.manage', right, action: addAgent }),
  route(contract.changeAgent, { permission: 'leave.manage', right, action: changeAgent }),
  route(contract.changeWorkingTime, { permission: 'leave.manage', right, action: changeWorkingTime }),
  route(contract.adjustAccount, { permission: 'leave.manage', right, action: adjustAccount }),
  route(contract.listPeople, { permission: 'leave.manage', action: listPeople }),
  route(contract.listTeams, { permission: 'leave.manage', action: listTeams }),
  route(contract.addTeam, { permission: 'leave.manage', right, action: addTeam }),
  route(contract.changeTeam, { permission: 'leave.manage', right, action: changeTeam }),
  route(contract.removeTeam, { permission: 'leave.manage', right, action: removeTeam }),
  route(contract.listStandIns, { permission: 'leave.request', action: listStandIns }),
  route(contract.nameStandIn, { permission: 'leave.request', right, action: nameStandIn }),
  route(contract.removeStandIn, { permission: 'leave.request', right, action: removeStandIn }),
  route(contract.readSettings, { permission: 'leave.manage', action: readSettings }),
  route(contract.changeSettings, { permission: 'leave.manage', right, action: changeSettings }),
  route(contract.listKinds, { permission: 'leave.manage', action: listKinds }),
  route(contract.addKind, { permission: 'leave.manage', right, action: addKind }),
  route(contract.changeKind, { permission: 'leave.manage', right, action: changeKind }),
  route(contract.listDaysOff, { permission: 'leave.request', action: listDaysOff }),
  route(contract.addClosedDay, { permission: 'leave.manage', right, action: addClosedDay }),
  route(contract.removeClosedDay, { permission: 'leave.manage', right, action: removeClosedDay }),
  route(contract.addSchoolBreak, { permission: 'leave.manage', right, action: addSchoolBreak }),
  route(contract.importSchoolBreaks, { permission: 'leave.manage', right, action: importSchoolBreaks }),
  route(contract.removeSchoolBreak, { permission: 'leave.manage', right, action: removeSchoolBreak }),
  route(contract.listFeeds, { permission: 'signed-in', action: listFeeds }),
  route(contract.openFeed, { permission: 'signed-in', action: openFeed }),
  route(contract.closeFeed, { permission: 'signed-in', action: closeFeed }),
  route(contract.readFeed, { permission: 'public', withoutTransaction: true, limit: perAddress, action: readFeed }),
  route(contract.changeHealth, { permission: 'leave.treat-medical', right, action: changeHealth }),
  route(contract.addProof, { permission: 'leave.request', right, action: addProof }),
  route(contract.readProof, { permission: 'leave.request', action: readProof }),
  route(contract.removeProof, { permission: 'leave.request', right, action: removeProof }),
  route(contract.declareHours, { permission: 'leave.request', right, action: declareHours }),
  route(contract.answerHours, { permission: 'leave.request', right, action: answerHours }),
  route(contract.listHours, { permission: 'leave.request', action: listHours }),
  route(contract.openYear, { permission: 'leave.manage', right, action: openYear }),
  route(contract.prepareClosing, { permission: 'leave.manage', action: prepareClosing }),
  route(contract.closeYear, { permission: 'leave.manage', right, action: closeYear }),
  route(contract.openSavings, { permission: 'leave.manage', right, action: openSavings }),
  route(contract.exportAbsences, { permission: 'leave.manage', action: exportAbsences }),
  ...importRoutes,
  ...ruleRoutes,
  ...templateRoutes,
  ...statisticsRoutes,
  route(contract.exportBalances, { permission: 'leave.manage', action: exportBalances }),
];
