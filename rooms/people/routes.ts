// SPDX-License-Identifier: EUPL-1.2
import { outboxRoutes } from '#platform/mail/routes.ts';
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { readMe } from './read-me.ts';
import { searchEverything } from './search-everything.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export const routes = [
  route(contract.signIn, { permission: 'public', withoutTransaction: true, limit: { most: 60, seconds: 60, per: 'address' }, action: signIn }),
  route(contract.signOut, { permission: 'public', action: signOut }),
  route(contract.readMe, { permission: 'signed-in', action: readMe }),
  route(contract.searchEverything, { permission: 'signed-in', withoutTransaction: true, action: searchEverything }),
  ...outboxRoutes('people.read-outbox'),
];
