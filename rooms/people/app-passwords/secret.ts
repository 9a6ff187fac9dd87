// SPDX-License-Identifier: EUPL-1.2
import { randomInt } from 'node:crypto';

// No letter that reads as another when it is copied from a screen to a telephone: 32 signs, 5 bits each.
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 7;
const GROUP = 4;

const written = new RegExp(`^[${SIGNS}]{${GROUP}}(?:[ -]?[${SIGNS}]{${GROUP}}){${GROUPS - 1}}$`, 'i');

/** 140 random bits in seven groups of four, to be read aloud or typed. */
export function newAppSecret(): string {
  const group = (): string => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The one form under which a secret is known, however its groups were typed; any other secret as it is. */
export function plainSecret(typed: string): string {
  const trimmed = typed.trim();
  return written.test(trimmed) ? trimmed.replace(/[ -]/g, '').toLowerCase() : typed;
}
