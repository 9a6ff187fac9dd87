// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, editionNamed } from '#rooms/catalogue/api.ts';
import { offersOfScope } from '../membership/included-in.ts';
import type { Tables } from '../tables.ts';

export type Held = { edition: string; offers: readonly string[]; convention: string };

/** What a body holds today with an operator, the one in the address unless said: the edition of its convention, and the offers whose quotas it enjoys. Null without any. */
export async function heldUnder<RoomTables>(
  caller: Context<RoomTables>,
  bodyId: string,
  operatorId: string = caller.organisation,
): Promise<Held | null> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const today = ctx.today().toString();
  const rows = await ctx.tx
    .selectFrom('adhesions.membership as m')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.convention_id'))
    .select(['m.scope', 'c.edition', 'c.number'])
    .where('m.organisation_id', '=', operatorId)
    .where('m.beneficiary_id', '=', bodyId)
    .where('m.begins_on', '<=', today)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', today)]))
    .orderBy('m.begins_on')
    .execute();
  const [first] = rows;
  const record = first && (await editionNamed(ctx, operatorId, first.edition));
  if (!first || !record) return null;
  const edition = compileEdition(record.edition);
  return { edition: first.edition, convention: first.number, offers: [...new Set(rows.flatMap(({ scope }) => offersOfScope(edition, scope)))] };
}
