// SPDX-License-Identifier: EUPL-1.2
import { words } from './fold.ts';

/**
 * The part of an address that names a body: `slugOf('Saint-Étienne-de-Lisse')` is `saint-etienne-de-lisse`. Names repeat in France, so
 * the caller passes what makes this one unique (`slugOf('Sainte-Colombe', '33390')`). Letters a to z, digits and hyphens; at most 80
 * characters, cut between words. A name without any Latin letter or digit gives the suffix alone, or an empty text.
 */
export function slugOf(name: string, suffix = ''): string {
  const end = join(suffix);
  const room = longest - (end ? end.length + 1 : 0);
  let start = join(name);
  if (start.length > room) {
    const cut = start.lastIndexOf('-', room);
    start = start.slice(0, cut > 0 ? cut : room);
  }
  return [start, end].filter((part) => part !== '').join('-');
}

const longest = 80;

function join(text: string): string {
  return words(text)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-');
}
