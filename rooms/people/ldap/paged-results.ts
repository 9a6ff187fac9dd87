// SPDX-License-Identifier: EUPL-1.2
/** Paged results (RFC 2696): what was found is kept between pages, on the connection that searched, for the same search only. */
import { randomBytes } from 'node:crypto';
import { code, LdapRefusal, type AnswerControl } from './answers.ts';
import { BerFault, elementsIn, integerOf, onlyElementIn } from './ber/read-ber.ts';
import { element, integer, octets, SEQUENCE } from './ber/write-ber.ts';
import type { Control, SearchRequest } from './read-message.ts';
import { PAGED_RESULTS } from './root-dse.ts';
import type { Found } from './search.ts';

export type PageAsked = { size: number; cookie: string };
export type Pages = Map<string, { search: string; found: readonly Found[] }>;

// A program that leaves its searches half read must not fill our memory.
const MOST_SEARCHES = 3;

/** The page that a search asks for, if it does. */
export function pageAsked(controls: readonly Control[]): PageAsked | null {
  const control = controls.find(({ oid }) => oid === PAGED_RESULTS);
  if (!control) return null;
  const [size, cookie] = elementsIn(onlyElementIn(control.value ?? Buffer.alloc(0)).content, 2);
  if (!size || !cookie || integerOf(size.content) < 0) throw new BerFault('a page without its size or its cookie');
  return { size: integerOf(size.content), cookie: cookie.content.toString('latin1') };
}

/** What an earlier page left to send, taken out of the store. Refuses a cookie of another search, or forgotten. */
export function takeRest(pages: Pages, request: SearchRequest, cookie: string): readonly Found[] {
  const kept = pages.get(cookie);
  pages.delete(cookie);
  if (kept?.search !== fingerprint(request))
    throw new LdapRefusal({ code: code.unwillingToPerform, says: 'Cette suite de pages est inconnue : relancez la recherche.' });
  return kept.found;
}

/** Keeps what is left for the next page, and writes the control that names it; an empty cookie says that nothing is left. */
export function keepRest(pages: Pages, request: SearchRequest, rest: readonly Found[], total: number): AnswerControl {
  const cookie = rest.length === 0 ? '' : randomBytes(12).toString('latin1');
  if (cookie) pages.set(cookie, { search: fingerprint(request), found: rest });
  for (const oldest of [...pages.keys()].slice(0, Math.max(0, pages.size - MOST_SEARCHES))) pages.delete(oldest);
  return { oid: PAGED_RESULTS, value: element(SEQUENCE, integer(total), octets(Buffer.from(cookie, 'latin1'))) };
}

function fingerprint({ base, scope, filter, attributes, typesOnly }: SearchRequest): string {
  return JSON.stringify([base, scope, filter, attributes, typesOnly]);
}
