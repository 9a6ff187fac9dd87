// SPDX-License-Identifier: EUPL-1.2

/** A text as searches compare it: lower case, without accents, as PostgreSQL's `unaccent` leaves French. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/** What a folded text must be like to hold these words. */
export function holding(words: string): string {
  return `%${folded(words).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
