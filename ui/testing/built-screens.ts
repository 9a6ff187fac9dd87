// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { buildUi } from '../build.ts';

/** The folder of the screens that a start serves: built once for all the tests of a run, and again only when an input changes. */
export async function builtScreens(): Promise<string> {
  const folder = join(import.meta.dirname, '../../.build/ui');
  await buildUi({ outDir: folder });
  return folder;
}
