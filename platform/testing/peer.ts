// SPDX-License-Identifier: EUPL-1.2
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Options for a test that needs somebody else's program: `test('…', needs('pdftotext', 'poppler-utils'), …)`. Where the program is
 * missing the test is skipped under the name of the Debian package that brings it; under CI it fails instead.
 */
export function needs(program: string, debianPackage: string): { skip: string | false } {
  if (isInstalled(program)) return { skip: false };
  if (process.env['CI'] === 'true') throw new Error(`${program} is missing: apt-get install ${debianPackage}`);
  return { skip: `needs ${program} (Debian: ${debianPackage})` };
}

function isInstalled(program: string): boolean {
  // A module that a program loads is named by its path.
  if (program.startsWith('/')) return existsSync(program);
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
