// SPDX-License-Identifier: EUPL-1.2
import type { ClaimNames } from './provider.ts';

/** What a provider says of a person, once all that it signed was checked. */
export type Asserted = {
  issuer: string;
  subject: string;
  /** Lower case. */
  email: string | null;
  /** What the provider says of the address; null when it says nothing. */
  isEmailVerified: boolean | null;
  name: string | null;
  /** Fourteen digits, or nine. */
  siret: string | null;
  /** Whether two factors, or a strong one, were given there. */
  hasSecondFactor: boolean;
  idToken: string;
};

type Claims = Readonly<Record<string, unknown>>;

/** Reads claims under the names that the provider uses. `claims` are those of the ID token, then of userinfo. */
export function readClaims(names: ClaimNames, claims: Claims): Pick<Asserted, 'email' | 'isEmailVerified' | 'name' | 'siret'> {
  const email = textOf(claims[names.email])?.toLowerCase() ?? null;
  const name = [textOf(claims[names.givenName]), textOf(claims[names.familyName])].filter((part) => part !== null).join(' ');
  const siret = (names.siret && textOf(claims[names.siret])?.replaceAll(/\s/g, '')) || null;
  return {
    email: email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null,
    // Only the JSON boolean counts (OpenID Connect Core §5.1): the text "false" would be true.
    isEmailVerified: typeof claims['email_verified'] === 'boolean' ? claims['email_verified'] : null,
    name: name || null,
    siret: siret !== null && /^\d{9}(\d{5})?$/.test(siret) ? siret : null,
  };
}

/** Levels that imply two factors: the substantial and high ones of eIDAS, and those that ProConnect has beneath them since June 2026. */
export const LEVELS_OF_TWO_FACTORS: readonly unknown[] = ['eidas0-mfa', 'eidas1-mfa', 'eidas2', 'eidas3'];

/** Whether the ID token says that the person gave a second factor (RFC 8176), or a level that implies it. */
export function saysSecondFactor(idToken: Claims): boolean {
  const { amr, acr } = idToken;
  const methods = Array.isArray(amr) ? amr : typeof amr === 'string' ? amr.split(' ') : [];
  return methods.includes('mfa') || LEVELS_OF_TWO_FACTORS.includes(acr);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 320) : null;
}
