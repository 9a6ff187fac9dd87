// SPDX-License-Identifier: EUPL-1.2
import { outboxRoutes } from '#platform/mail/routes.ts';
import { route } from '#platform/room.ts';
import { changePassword } from './change-password.ts';
import { closeOtherSessions, closeSession } from './close-session.ts';
import * as contract from './contract.ts';
import { listSessions } from './list-sessions.ts';
import { readAccount } from './read-account.ts';
import { readMe } from './read-me.ts';
import { searchEverything } from './search-everything.ts';
import { showLetter } from './show-letter.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export const routes = [
  route(contract.signIn, { permission: 'public', withoutTransaction: true, limit: { most: 60, seconds: 60, per: 'address' }, action: signIn }),
  route(contract.signOut, { permission: 'public', action: signOut }),
  route(contract.readMe, { permission: 'signed-in', action: readMe }),
  route(contract.searchEverything, { permission: 'signed-in', withoutTransaction: true, action: searchEverything }),
  route(contract.readAccount, { permission: 'signed-in', action: readAccount }),
  route(contract.changePassword, { permission: 'signed-in', withoutTransaction: true, action: changePassword }),
  route(contract.listSessions, { permission: 'signed-in', action: listSessions }),
  route(contract.closeSession, { permission: 'signed-in', action: closeSession }),
  route(contract.closeOtherSessions, { permission: 'signed-in', action: closeOtherSessions }),
  ...outboxRoutes('people.read-outbox'),
  route(contract.showLetter, { permission: 'people.read-outbox', action: showLetter }),
];
