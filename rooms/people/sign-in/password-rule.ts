// SPDX-License-Identifier: EUPL-1.2
import { words } from '#platform/text/fold.ts';

/**
 * ANSSI, « Recommandations relatives à l'authentification multifacteur et aux mots de passe » (2021): twelve characters at least for a
 * service of middling to strong sensitivity, no greatest length that people meet, no forced renewal, strength checked when it is chosen.
 * Twelve letters of one case exceed the 50 bits that CNIL asks where attempts are limited (délibération n° 2022-100), as they are here:
 * no classes of characters are imposed.
 */
export const LEAST_CHARACTERS = 12;

// « aaaaaaaaaaaa » and « 121212121212 » are long and tried first.
const LEAST_DIFFERENT = 5;
// Shorter parts of a name stand in ordinary words.
const LEAST_OF_NAME = 4;

export type PasswordFault = 'people.password-too-short' | 'people.password-unchanged' | 'people.password-repeats' | 'people.password-names-holder';

/** Why a new password cannot be taken, or null. Characters count as a reader sees them. */
export function passwordFault(next: string, holder: { current: string; login: string; name: string }): PasswordFault | null {
  const characters = [...new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(next.normalize('NFC'))].map(({ segment }) => segment);
  if (characters.length < LEAST_CHARACTERS) return 'people.password-too-short';
  if (next.normalize('NFC') === holder.current.normalize('NFC')) return 'people.password-unchanged';
  if (new Set(characters).size < LEAST_DIFFERENT) return 'people.password-repeats';
  return givesAway(next, holder) ? 'people.password-names-holder' : null;
}

function givesAway(next: string, { login, name }: { login: string; name: string }): boolean {
  const said = plain(next);
  const [account = ''] = login.split('@');
  const parts = [login, account, ...name.split(/[\s'’-]+/)].map(plain).filter((part) => part.length >= LEAST_OF_NAME);
  return parts.some((part) => said.includes(part));
}

function plain(text: string): string {
  return words(text).join('');
}
