// SPDX-License-Identifier: EUPL-1.2

const HERE = 'http://ici.invalid';

/** Where to go after a sign-in: a path of this site, otherwise the home page. Refuses other sites under all their writings (`//x`, `/\x`, tabs, schemes). */
export function safeReturn(asked: string | undefined): string {
  // The URL parser drops tabs and line feeds, and reads `\` as `/`: what it makes of the text is what counts.
  if (!asked?.startsWith('/') || !URL.canParse(asked, HERE)) return '/';
  const url = new URL(asked, HERE);
  const path = url.pathname + url.search + url.hash;
  if (url.origin !== HERE || !/^\/(?![/\\])/.test(path) || url.pathname.startsWith('/connexion')) return '/';
  return path;
}
