// SPDX-License-Identifier: EUPL-1.2
import { refuseApplication } from '../contract/applications.ts';

/** Refuses an address of an application that is not written in full, or that could lead elsewhere than it says. */
export function checkAddress(text: string, field: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.protocol !== 'https:' || isAmbiguous(text, url)) throw refuseApplication('people.application-address', {}, field);
}

/** Refuses a return address that leaves room to choose where tokens go (RFC 9700, section 2.1): it is compared as written. */
export function checkRedirect(text: string, isNative: boolean, field: string): void {
  if (text.includes('*') || /\/\.\.?(\/|$|\?)/.test(text)) throw refuseApplication('people.application-wildcard', {}, field);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || isAmbiguous(text, url)) throw refuseApplication('people.application-address', {}, field);
  if (url.protocol === 'https:') return;
  if (url.protocol !== 'http:') throw refuseApplication('people.application-address', {}, field);
  if (!isNative || !loopbacks.has(url.hostname)) throw refuseApplication('people.application-loopback', {}, field);
}

const loopbacks = new Set(['localhost', '127.0.0.1', '[::1]']);

// Read back otherwise than written, an address would be understood one way here and another in the browser.
function isAmbiguous(text: string, url: URL): boolean {
  const hasPlainForm = url.href === text || url.href === `${text}/`;
  return !hasPlainForm || url.username !== '' || url.password !== '' || text.includes('#') || text.includes('\\');
}
