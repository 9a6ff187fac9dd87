// SPDX-License-Identifier: EUPL-1.2
import type { AccountClaims } from 'oidc-provider';
import type { Entry } from './entries.ts';

/**
 * Which scope hands over which claims. The names are those of OpenID Connect where it has one, and otherwise those of ProConnect, whose
 * applications ask for each claim by a scope of its name.
 */
export const claimsByScope = {
  openid: ['sub', 'acr', 'amr'],
  profile: ['name', 'given_name', 'family_name', 'usual_name', 'preferred_username'],
  email: ['email', 'email_verified'],
  organisation: ['siret', 'siren', 'organisation', 'title'],
  roles: ['roles'],
  groups: ['groups'],
  given_name: ['given_name'],
  usual_name: ['usual_name'],
  siret: ['siret'],
  siren: ['siren'],
  uid: ['uid'],
} as const;

/** Scopes that the registry offers; `offline_access` hands over no claim. */
export const scopes = [...Object.keys(claimsByScope), 'offline_access'] as readonly string[];

/** The claims that some of these scopes hand over. */
export function claimsOfScopes(asked: readonly string[]): ReadonlySet<string> {
  return new Set(Object.entries(claimsByScope).flatMap(([scope, claims]) => (asked.includes(scope) ? [...claims] : [])));
}

/** What is known of the person in the body for which they entered. Absent rather than empty: no application may take a blank for a name. */
export function claimsOf({ personId, givenName, familyName, organisation, title, email, emailVerified, roles, groups }: Entry): AccountClaims {
  return {
    sub: personId,
    uid: personId,
    name: `${givenName} ${familyName}`,
    given_name: givenName,
    family_name: familyName,
    usual_name: familyName,
    preferred_username: email ?? `${givenName} ${familyName}`,
    ...(email !== null && { email, email_verified: emailVerified }),
    ...(organisation.siret !== null && { siret: organisation.siret }),
    ...(organisation.siren !== null && { siren: organisation.siren }),
    organisation: { name: organisation.name, slug: organisation.slug, kind: organisation.kind },
    title,
    roles,
    groups,
  };
}
