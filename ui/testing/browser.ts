// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The machine's own Chromium (Debian package `chromium`), headless. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) throw new Error('no Chromium here: install the Debian package « chromium », or set CHROMIUM');
  return chromium.launch({
    executablePath,
    // It writes the fields of a date in its own language, not in the page's: in French where it has it (Debian package `chromium-l10n`).
    env: { ...process.env, LANGUAGE: 'fr' },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
