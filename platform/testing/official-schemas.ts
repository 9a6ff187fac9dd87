// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of official schemas beside the project: they are not ours to distribute. */
const folder = join(import.meta.dirname, '../../../shared/schemas');

/** Absolute path of an official schema, such as `pes-5.17/PES_V2/Rev0/PES_Aller.xsd`. */
export function officialSchema(path: string): string {
  return join(folder, path);
}

/**
 * Options for a test that holds us against an official schema: skipped under the schema's name where it is absent, for a clone alone cannot bring it.
 * `test('…', needsSchema('factur-x-1.09-en16931'), …)`.
 */
export function needsSchema(name: string): { skip: string | false } {
  if (existsSync(join(folder, name))) return { skip: false };
  return { skip: `needs the official schema ${name} in ../shared/schemas` };
}
