// SPDX-License-Identifier: EUPL-1.2
import { foldText } from '#platform/text/fold.ts';

/** What a person typed, as the register's names are compared: folded, and EPCI written short as the register writes them. */
export function searchWords(typed: string): string {
  let folded = foldText(typed);
  for (const [long, short] of abbreviations) folded = folded.replace(long, short);
  return folded.trim();
}

const abbreviations: readonly [RegExp, string][] = [
  [/^communaute (?:de|des) communes(?: |$)/, 'cc '],
  [/^com ?com(?: |$)/, 'cc '],
  [/^c(?:dc|omcom)(?: |$)/, 'cc '],
  [/^communaute d agglo(?:meration)?(?: |$)/, 'ca '],
  [/^agglo(?: |$)/, 'ca '],
  [/^communaute urbaine(?: |$)/, 'cu '],
];

/** Nine digits of a SIREN, or fourteen of a SIRET whose first nine are it, whatever the spaces. Null when it is neither. */
export function sirenIn(typed: string): string | null {
  const digits = typed.replace(/[\s.]/g, '');
  return /^\d{9}(\d{5})?$/.test(digits) ? digits.slice(0, 9) : null;
}

/** A commune's INSEE code (Corsica has letters). Null otherwise. */
export function inseeIn(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return /^(\d{5}|2[AB]\d{3})$/.test(code) ? code : null;
}
