// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { wordsMatch } from '../mandates/words-match.ts';
import type { Tables } from '../tables.ts';

/** Those who serve the body today and whose name or title holds the words, for pickers: names and titles only. */
export async function searchColleagues(ctx: Context<Tables>, { q, limit }: { q: string; limit: number }) {
  const today = ctx.today().toString();
  const rows = await ctx.tx
    .selectFrom('people.colleague')
    .select(['id', 'given_name', 'family_name', 'title'])
    .where('organisation_id', '=', ctx.organisation)
    .where('begins_on', '<=', today)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today)]))
    .where(wordsMatch(sql`concat_ws(' ', given_name, family_name, title)`, q))
    .orderBy(sql`lower(family_name)`)
    .orderBy(sql`lower(given_name)`)
    .orderBy('id')
    .limit(limit)
    .execute();
  return { rows: rows.map(({ id, given_name, family_name, title }) => ({ id, name: `${given_name} ${family_name}`, title })) };
}
