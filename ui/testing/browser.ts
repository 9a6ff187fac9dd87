// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

// The same engine without windows, menus and sessions: half of the work for a page, measured on the shell's own test.
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The machine's own Chromium (Debian package `chromium`, or sooner `chromium-headless-shell`), headless. `standingAt` is the instant that its
 * pages believe it is: that of a house whose clock stands, or what a form proposes as today is tomorrow for the server. `forPictures` is the
 * whole browser, which draws the fields of a date in French.
 */
export async function openBrowser({ standingAt, forPictures = false }: { standingAt?: string; forPictures?: boolean } = {}): Promise<Browser> {
  const places = [process.env['CHROMIUM'], ...(forPictures ? [] : [SHELL]), ...WHOLE];
  const executablePath = places.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) throw new Error('no Chromium here: install the Debian package « chromium », or set CHROMIUM');
  const browser = await chromium.launch({
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
  if (standingAt === undefined) return browser;
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    await context.clock.setFixedTime(standingAt);
    return context;
  };
  return browser;
}
