// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { Retained } from './retained.ts';
import { partsOf, type Advance } from './work-in-parts.ts';

/**
 * What a locked run is, to compare with when it is issued: the digest of those of its documents to come, in the order of their ids, each that of its
 * lines. Worked out some documents at a time; `advance` hears how many.
 */
export async function digestOf(ctx: Context<Tables>, retained: readonly Retained[], advance: Advance = async () => {}): Promise<string> {
  const digest = createHash('sha256');
  const ids = retained.map(({ id }) => id).toSorted();
  let done = 0;
  for (const part of partsOf(ids, AT_ONCE)) {
    const { rows } = await sql<{ digests: string }>`
      select coalesce(string_agg(encode(d.digest, 'hex'), '' order by asked.id), '') as digests
      from unnest(${part}::uuid[]) as asked (id)
      cross join lateral (
        select sha256(convert_to(string_agg(content::text, E'\n' order by rank), 'UTF8')) as digest
        from billing.liquidation_line
        where organisation_id = ${ctx.organisation} and liquidation_id = asked.id) d`.execute(ctx.tx);
    digest.update(rows[0]?.digests ?? '', 'hex');
    await advance((done += part.length), ids.length);
  }
  return digest.digest('hex');
}

const AT_ONCE = 2_000;
