// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/take-over.ts';
import { applyTakeOver } from './apply-take-over.ts';
import { listTakeOvers, readTakeOver } from './list-take-overs.ts';
import { previewTakeOver } from './preview-take-over.ts';
import { takeOverTemplate } from './take-over-template.ts';
import { undoTakeOver } from './undo-take-over.ts';

export const takeOverRoutes = [
  route(contract.previewTakeOver, { permission: 'adhesions.conclude', readsOnly: true, action: previewTakeOver }),
  route(contract.applyTakeOver, { permission: 'adhesions.conclude', action: applyTakeOver }),
  route(contract.undoTakeOver, { permission: 'adhesions.conclude', action: undoTakeOver }),
  route(contract.listTakeOvers, { permission: 'adhesions.conclude', action: listTakeOvers }),
  route(contract.takeOverTemplate, { permission: 'adhesions.conclude', action: takeOverTemplate }),
  route(contract.readTakeOver, { permission: 'adhesions.conclude', action: readTakeOver }),
];
