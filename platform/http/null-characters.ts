// SPDX-License-Identifier: EUPL-1.2
import { Refusal } from './contract.ts';
import { refuse } from './refusals.ts';

/** Refuses a text with a null character, which PostgreSQL keeps in no column: nobody types one. */
export function refuseNullCharacters(input: unknown): void {
  const path = placeOfNull(input, []);
  if (path) throw nullCharacter(path.join('.'));
}

function nullCharacter(path: string): Refusal {
  return Object.assign(refuse('platform.invalid-input', {}, path), {
    fields: [{ path, says: 'Un caractère de ce texte ne peut pas être enregistré.' }],
  });
}

function placeOfNull(value: unknown, path: readonly string[]): readonly string[] | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  for (const [key, inside] of Object.entries(value)) {
    const found = key.includes('\0') ? path : placeOfNull(inside, [...path, key]);
    if (found) return found;
  }
  return null;
}
