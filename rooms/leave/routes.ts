// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { answerLeave } from './requests/answer-leave.ts';
import { cancelLeave } from './requests/cancel-leave.ts';
import { changeLeave } from './requests/change-leave.ts';
import { listLeave } from './requests/list-leave.ts';
import { previewLeave } from './requests/preview-leave.ts';
import { readLeave } from './requests/read-leave.ts';
import { recallLeave } from './requests/recall-leave.ts';
import { requestLeave } from './requests/request-leave.ts';
import { readCalendar } from './views/read-calendar.ts';
import { readLedger } from './views/read-ledger.ts';
import { readMyCalendar } from './views/read-my-calendar.ts';
import { readMyLeave } from './views/read-my-leave.ts';

// What only reads asks for no right: a body whose right has ended still reads and takes away what it wrote.
const right = 'conges';

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
];
