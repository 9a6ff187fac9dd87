// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

/** Refuses a check that would depend on itself, however far, or on one of another body. */
export async function checkDependency(
  ctx: Context<Tables>,
  { id, bodyId, dependsOn }: { id: string; bodyId: string; dependsOn: string | null },
): Promise<void> {
  if (dependsOn === null) return;
  const rows = await ctx.tx
    .selectFrom('monitoring.check')
    .select(['id', 'depends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', bodyId)
    .execute();
  const above = new Map(rows.map((row) => [row.id, row.depends_on]));
  const seen = new Set([id]);
  for (let next: string | null | undefined = dependsOn; next; next = above.get(next)) {
    if (seen.has(next) || !above.has(next)) throw refuse('monitoring.dependency', {}, 'body.dependsOn');
    seen.add(next);
  }
}
