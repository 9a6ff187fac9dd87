// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import { words } from '#platform/text/fold.ts';

/** That a text holds every one of the words typed, accents and case forgiven. Within one body: a few thousand rows at most. */
export function wordsMatch(text: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const plain = sql`regexp_replace(normalize(lower(${text}), nfd), '[\u0300-\u036f]', '', 'g')`;
  const asked = words(typed).map((word) => sql<boolean>`${plain} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  return asked.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(asked, sql` and `)}`;
}
