// SPDX-License-Identifier: EUPL-1.2
/** How sure an application may be of who the person is: the `acr` of OpenID Connect, from how the session was proven. */

import { z } from 'zod';

/** What a password, a passkey or a link proves: the level that ProConnect asks of identity providers. */
export const SINGLE_FACTOR = 'eidas1';
/** Two factors, in the words of REFEDS: the level that research and education federations and their software know. */
export const TWO_FACTORS = 'https://refeds.org/profile/mfa';

export const levels: readonly string[] = [SINGLE_FACTOR, TWO_FACTORS];

/** The levels that a request asks for, in order: by `acr_values`, or by the claim `acr` (OpenID Connect Core, 5.5.1.1). */
export function levelsAsked(params: Readonly<Record<string, unknown>> | undefined): string[] {
  const { acr_values: values, claims } = params ?? {};
  const inClaims = typeof claims === 'string' ? readClaims(claims) : undefined;
  return [...(typeof values === 'string' ? values.split(' ') : []), ...(inClaims?.values ?? []), ...(inClaims?.value ? [inClaims.value] : [])];
}

/** The level to announce: the first of those asked that the session reaches, otherwise the highest that it does. */
export function levelOf(methods: readonly string[], asked: readonly string[]): string {
  return asked.find((level) => reaches(methods, level)) ?? (methods.includes('mfa') ? TWO_FACTORS : SINGLE_FACTOR);
}

/** Whether a session reaches none of the levels asked, and a second factor would help. */
export function lacksSecondFactor(methods: readonly string[], asked: readonly string[]): boolean {
  return asked.includes(TWO_FACTORS) && !asked.some((level) => reaches(methods, level));
}

const acrClaim = z.object({
  id_token: z.object({ acr: z.object({ value: z.string().optional(), values: z.array(z.string()).optional() }).nullish() }).nullish(),
});

// What is malformed was refused by the provider, or asks for nothing.
function readClaims(text: string) {
  try {
    return acrClaim.safeParse(JSON.parse(text)).data?.id_token?.acr;
  } catch {
    return undefined;
  }
}

function reaches(methods: readonly string[], level: string): boolean {
  return level === SINGLE_FACTOR || (level === TWO_FACTORS && methods.includes('mfa'));
}
