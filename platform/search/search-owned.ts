// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '../context.ts';

export type Hit = { organisationId: string; kind: string; id: string; title: string; detail: string; href: string };

/**
 * What the readable bodies own under these words, best first: French stems, accents and typing mistakes forgiven. At most `limit`
 * hits (200), of these kinds alone where some are named. The source that asks is answerable for the permission of its kinds.
 */
export async function searchOwned<Tables>(
  ctx: Context<Tables>,
  words: string,
  options: { limit: number; kinds?: readonly string[] },
): Promise<Hit[]> {
  const kinds = options.kinds ? [...options.kinds] : null;
  const { rows } = await sql<Hit>`
    select organisation_id as "organisationId", kind, id, title, detail, href
    from platform.search(${words.slice(0, 200)}, ${kinds}::text[], ${options.limit})`.execute(ctx.tx);
  return rows;
}
