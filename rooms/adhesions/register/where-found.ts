// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type Place = { where: string; page: number | null; text: string };

/** Where these words stand in each of these conventions: a passage of a document, else what the register says of it. Found words lie between ⟦ and ⟧. */
export async function whereFound(ctx: Context<Tables>, typed: string, ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  if (typed === '' || ids.length === 0) return new Map();
  // Any of the words, not all: a name may stand in the register and the rest in a document.
  const { rows } = await sql<Place & { id: string }>`
    with any_word as (select regexp_replace(adhesions.asked(${typed})::text, '&|<[-0-9]+>', '|', 'g')::tsquery as query)
    select e.id, coalesce(d.document, 'Convention') as "where", d.page,
      ts_headline('platform.french', coalesce(d.body, e.shown), w.query, 'StartSel=⟦, StopSel=⟧, MaxWords=26, MinWords=12, MaxFragments=1') as text
    from adhesions.register_entry e
    cross join any_word w
    left join lateral (
      select p.document, p.page, p.body
      from adhesions.passage p
      where p.organisation_id = e.organisation_id and p.convention_id = e.id and p.words @@ w.query
      order by ts_rank(p.words, w.query) desc, p.page
      limit 1) d on true
    where e.id = any (${[...ids]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.filter(({ text }) => text.includes('⟦')).map(({ id, ...place }) => [id, place]));
}
