// SPDX-License-Identifier: EUPL-1.2
import { route, type Job } from '#platform/room.ts';
import * as contract from '../contract/proofs.ts';
import { STAMP } from './ask-time-stamp.ts';
import { exportProofs } from './export-proofs.ts';
import { listTimeStamps } from './list-time-stamps.ts';
import { putTimeStamp } from './put-time-stamp.ts';

export const proofRoutes = [
  route(contract.listTimeStamps, { permission: 'adhesions.read', action: listTimeStamps }),
  route(contract.exportProofs, { permission: 'adhesions.read', withoutTransaction: true, action: exportProofs }),
];

// An authority may be away for a day: the token then says when it was there.
export const proofJobs: readonly Job[] = [{ name: STAMP, handler: putTimeStamp, retries: 20, withoutTransaction: true }];
