// SPDX-License-Identifier: EUPL-1.2

/** Sets the light or dark scheme before anything is drawn: the choice kept by Mantine, else the system's. */
export function paintScheme(): void {
  const kept = readKept();
  const dark = kept === 'dark' || (kept !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}

/** Storage may be forbidden by the browser's settings. */
function readKept(): string | null {
  try {
    return window.localStorage.getItem('mantine-color-scheme-value');
  } catch {
    return null;
  }
}
