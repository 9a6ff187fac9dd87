// SPDX-License-Identifier: EUPL-1.2
export { checkAppPassword } from './app-passwords/check-app-password.ts';
export { myGenericAccounts, recordUse } from './generic-accounts/use-account.ts';
export { findServing, groupsOf, holdersOf, membersOfGroup, servingAs, type Serving } from './groups/members.ts';
export { forwardsOn, type Forward } from './movements/forwards-on.ts';
export { invite } from './invitations/invite.ts';
export { openAccount, openMandate } from './open-account.ts';
export { accountsToTell } from './at-home/accounts-to-tell.ts';
export { mandatesHeld } from './at-home/mandates-held.ts';
export { applicationsFor, type ApplicationTile } from './openid-provider/applications-for.ts';
