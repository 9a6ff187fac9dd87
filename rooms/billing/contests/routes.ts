// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/contests.ts';
import { settleContest } from './answer-contest.ts';
import { contestDocument } from './open-contest.ts';
import { contestReceived, withdrawContest } from './received-contest.ts';

const follow = 'billing.follow-payments';
const contest = 'billing.contest';

export const contestRoutes = [
  route(contract.contestDocument, { permission: follow, action: contestDocument }),
  route(contract.settleContest, { permission: follow, action: settleContest }),
  route(contract.contestReceived, { permission: contest, withoutTransaction: true, action: contestReceived }),
  route(contract.withdrawContest, { permission: contest, withoutTransaction: true, action: withdrawContest }),
];
