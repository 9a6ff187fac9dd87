// SPDX-License-Identifier: EUPL-1.2
import { readFileSync, readdirSync } from 'node:fs';
import { editionSchema, type Edition } from '../edition-schema.ts';

const folder = new URL('../editions/', import.meta.url);

/** The editions that ship with the catalogue, checked, by key. An error names the file and each fault. */
export function readEditions(): ReadonlyMap<string, Edition> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    files
      .sort()
      .map((name) => readEdition(name))
      .map((edition) => [edition.key, edition]),
  );
}

function readEdition(name: string): Edition {
  const parsed = editionSchema.safeParse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  if (!parsed.success) throw new Error(`${name}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
  if (`${parsed.data.key}.json` !== name) throw new Error(`${name}: its key is ${parsed.data.key}`);
  return parsed.data;
}
