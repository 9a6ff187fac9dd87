// SPDX-License-Identifier: EUPL-1.2
/** All that the screens and the other rooms may know of this room: one file per subject in `contract/`. */
export * from './contract/account.ts';
export * from './contract/app-passwords.ts';
export * from './contract/delegation.ts';
export * from './contract/directory-import.ts';
export * from './contract/directory.ts';
export * from './contract/applications.ts';
export * from './contract/duplicates.ts';
export * from './contract/generic-accounts.ts';
export * from './contract/groups.ts';
export * from './contract/invitations.ts';
export * from './contract/mail-links.ts';
export * from './contract/la-suite.ts';
export * from './contract/ldap.ts';
export * from './contract/mandates.ts';
export * from './contract/second-factor.ts';
export * from './contract/sign-in-policy.ts';
export * from './contract/movements.ts';
export { roleNames } from './contract/role-names.ts';
export * from './contract/roles.ts';
export * from './contract/federation.ts';
export * from './contract/identity-providers.ts';
export * from './contract/proconnect.ts';
export * from './contract/support.ts';
export * from './contract/scope-words.ts';
export * from './contract/tokens.ts';
export * from './contract/webhooks.ts';
