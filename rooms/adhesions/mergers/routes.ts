// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/mergers.ts';
import { applyChange } from './apply-change.ts';
import { proposeChange } from './propose-change.ts';
import { listChanges, previewChange } from './read-plan.ts';

export const mergerRoutes = [
  route(contract.listChanges, { permission: 'adhesions.conclude', action: listChanges }),
  route(contract.previewChange, { permission: 'adhesions.conclude', action: previewChange }),
  route(contract.proposeChange, { permission: 'adhesions.conclude', action: proposeChange }),
  route(contract.applyChange, { permission: 'adhesions.conclude', action: applyChange }),
];
