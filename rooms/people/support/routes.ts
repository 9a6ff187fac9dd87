// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/support.ts';
import { beginSupport } from './begin-support.ts';
import { endOwnSupport, endSupport } from './end-support.ts';
import { endSupportReceived } from './end-support-received.ts';
import { listSupportable } from './list-supportable.ts';
import { listSupportGiven, listSupportReceived } from './list-support.ts';

export const supportRoutes = [
  route(contract.listSupportable, { permission: 'people.support', action: listSupportable }),
  route(contract.beginSupport, { permission: 'people.support', limit: { most: 30, seconds: 3_600, per: 'person' }, action: beginSupport }),
  route(contract.listSupportGiven, { permission: 'people.support', action: listSupportGiven }),
  route(contract.endSupportGiven, { permission: 'people.support', action: endSupport }),
  route(contract.listSupportReceived, { permission: 'signed-in', action: listSupportReceived }),
  route(contract.endSupportReceived, { permission: 'signed-in', support: 'refused', action: endSupportReceived }),
  // Whoever's support has ended meanwhile holds no session at all, and must find their own again.
  route(contract.leaveSupport, { permission: 'public', action: endOwnSupport }),
];
