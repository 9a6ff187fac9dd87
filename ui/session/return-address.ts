// SPDX-License-Identifier: EUPL-1.2

/** The address of the sign-in page that comes back to this one afterwards. */
export function signInAddress(current: string): string {
  return current === '/' || current.startsWith('/connexion') ? '/connexion' : `/connexion?retour=${encodeURIComponent(current)}`;
}

/** Where to go after signing in: a path of this very site, otherwise the home page. Refuses other origins, `//host`, `/\host` and schemes. */
export function returnAddress(asked: string | undefined | null, origin: string): string {
  if (!asked || !asked.startsWith('/') || /^\/[/\\]/.test(asked)) return '/';
  const url = URL.canParse(asked, origin) ? new URL(asked, origin) : null;
  if (!url || url.origin !== origin || url.pathname.startsWith('//') || url.pathname.startsWith('/connexion')) return '/';
  return url.pathname + url.search + url.hash;
}

/** Whether the server renders this address itself: the screens' router knows nothing of it. */
export function isServersPage(address: string): boolean {
  return /^\/(oidc\/|appareil(\?|$))/.test(address);
}
