// SPDX-License-Identifier: EUPL-1.2
import { outboxRoutes } from '#platform/mail/routes.ts';
import { route } from '#platform/room.ts';
import * as contract from './contract/account.ts';
import { appPasswordRoutes } from './app-passwords/routes.ts';
import { delegationRoutes } from './delegation/routes.ts';
import { directoryRoutes } from './directory/routes.ts';
import { duplicatesRoutes } from './duplicates/routes.ts';
import { genericAccountRoutes } from './generic-accounts/routes.ts';
import { groupRoutes } from './groups/routes.ts';
import { mailLinkRoutes } from './mail-links/routes.ts';
import { secondFactorRoutes } from './second-factor/routes.ts';
import { signInPolicyRoutes } from './sign-in-policy/routes.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { laSuiteRoutes } from './la-suite/routes.ts';
import { ldapRoutes } from './ldap/routes.ts';
import { mandateRoutes } from './mandates/routes.ts';
import { movementRoutes } from './movements/routes.ts';
import { readMe } from './read-me.ts';
import { roleRoutes } from './roles/routes.ts';
import { applicationRoutes } from './openid-provider/routes.ts';
import { federationRoutes } from './federation/routes.ts';
import { searchEverything } from './search-everything.ts';
import { showLetter } from './show-letter.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { supportRoutes } from './support/routes.ts';

/** Each subject has its own table, in its folder. */
export const routes = [
  route(contract.readMe, { permission: 'signed-in', support: 'allowed', action: readMe }),
  route(contract.searchEverything, { permission: 'signed-in', support: 'allowed', withoutTransaction: true, action: searchEverything }),
  ...signInRoutes,
  ...appPasswordRoutes,
  ...mandateRoutes,
  ...invitationRoutes,
  ...secondFactorRoutes,
  ...mailLinkRoutes,
  ...signInPolicyRoutes,
  ...roleRoutes,
  ...delegationRoutes,
  ...groupRoutes,
  ...genericAccountRoutes,
  ...applicationRoutes,
  ...federationRoutes,
  ...supportRoutes,
  ...tokenRoutes,
  ...webhookRoutes,
  ...duplicatesRoutes,
  ...directoryRoutes,
  ...movementRoutes,
  ...ldapRoutes,
  ...laSuiteRoutes,
  ...outboxRoutes('people.read-outbox'),
  route(contract.showLetter, { permission: 'people.read-outbox', action: showLetter }),
];
