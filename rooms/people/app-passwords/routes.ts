// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/app-passwords.ts';
import { createAppPassword } from './create-app-password.ts';
import { readDeviceChoices } from './device-kinds.ts';
import { listAppPasswords, renameAppPassword, revokeAppPassword } from './keep-app-passwords.ts';

// Each is refused to a technician who acts in someone's name, as every route of a person is: a device outlives the support.
export const appPasswordRoutes = [
  route(contract.readDeviceChoices, { permission: 'signed-in', action: readDeviceChoices }),
  route(contract.listAppPasswords, { permission: 'signed-in', action: listAppPasswords }),
  route(contract.createAppPassword, { permission: 'signed-in', withoutTransaction: true, action: createAppPassword }),
  route(contract.renameAppPassword, { permission: 'signed-in', action: renameAppPassword }),
  route(contract.revokeAppPassword, { permission: 'signed-in', action: revokeAppPassword }),
];
