// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

/** The services that each of these keys had opened on a day, in French, by key then body; suspended or not. One query for all of them. */
export async function servicesOpen<Tables>(
  ctx: Context<Tables>,
  { openingKeys, on }: { openingKeys: readonly string[]; on: string },
): Promise<(openingKey: string, bodyId: string) => string[]> {
  if (openingKeys.length === 0) return () => [];
  const { rows } = await sql<{ key: string; body: string; labels: string[] }>`
    select opening_key as key, beneficiary_id as body, array_agg(label order by label) as labels
    from rights.opening
    where opening_key = any (${[...openingKeys]}::text[])
      and begins_on <= ${on}::date
      and (ends_on is null or ends_on >= ${on}::date)
    group by opening_key, beneficiary_id`.execute(ctx.tx);
  const known = new Map(rows.map(({ key, body, labels }) => [`${key} ${body}`, labels]));
  return (openingKey, bodyId) => known.get(`${openingKey} ${bodyId}`) ?? [];
}
