// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import { foldText } from '#platform/text/fold.ts';

/** Whether a body of the query, named `b`, is found under these words, or another column holds them as they are. */
export function nameHas(words: string, ...others: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const folded = `%${foldText(words).replace(/[\\%_]/g, '\\$&')}%`;
  const anywhere = [
    sql`b.name ilike ${like}`,
    sql`exists (select from organisations.body_name bn where bn.body_id = b.id and bn.folded like ${folded})`,
    ...others.map((column) => sql`${column} ilike ${like}`),
  ];
  return sql`(${sql.join(anywhere, sql` or `)})`;
}
