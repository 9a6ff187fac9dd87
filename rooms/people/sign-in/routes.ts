// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/account.ts';
import { changePassword } from './change-password.ts';
import { closeOtherSessions, closeSession } from './close-session.ts';
import { listSessions } from './list-sessions.ts';
import { forgetDevice, listDevices } from './my-devices.ts';
import { readAccount } from './read-account.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export const signInRoutes = [
  route(contract.signIn, { permission: 'public', withoutTransaction: true, limit: { most: 60, seconds: 60, per: 'address' }, action: signIn }),
  route(contract.signOut, { permission: 'public', action: signOut }),
  route(contract.readAccount, { permission: 'signed-in', action: readAccount }),
  route(contract.changePassword, { permission: 'signed-in', withoutTransaction: true, action: changePassword }),
  route(contract.listSessions, { permission: 'signed-in', action: listSessions }),
  route(contract.listDevices, { permission: 'signed-in', action: listDevices }),
  route(contract.forgetDevice, { permission: 'signed-in', action: forgetDevice }),
  route(contract.closeSession, { permission: 'signed-in', action: closeSession }),
  route(contract.closeOtherSessions, { permission: 'signed-in', action: closeOtherSessions }),
];
