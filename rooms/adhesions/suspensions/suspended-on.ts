// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type SuspendedSince = { beginsOn: string; endsOn: string | null; reason: string };

/** Which of these conventions may not be used on a day, by their own suspension or by that of their cadre; by id. One query. */
export async function suspendedOn(
  ctx: Context<Tables>,
  conventions: readonly { id: string; cadreId: string | null }[],
  on: string,
): Promise<ReadonlyMap<string, SuspendedSince>> {
  const asked = [...new Set(conventions.flatMap(({ id, cadreId }) => (cadreId ? [id, cadreId] : [id])))];
  if (asked.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('adhesions.suspension')
    .select(['convention_id', 'begins_on as beginsOn', 'ends_on as endsOn', 'reason'])
    .where('convention_id', 'in', asked)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .execute();
  const standing = new Map(rows.map(({ convention_id, ...suspension }) => [convention_id, suspension]));
  return new Map(
    conventions.flatMap(({ id, cadreId }) => {
      const suspension = standing.get(id) ?? (cadreId ? standing.get(cadreId) : undefined);
      return suspension ? [[id, suspension] as const] : [];
    }),
  );
}
