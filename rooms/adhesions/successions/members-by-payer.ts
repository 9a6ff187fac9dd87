// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

/** Who is a member of each territory on a day, by payer. */
export async function membersByPayer(ctx: Context<Tables>, on: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await ctx.tx
    .selectFrom('adhesions.membership')
    .select(['payer_id', 'beneficiary_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('scope', '=', MUTUALISED)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('beneficiary_id')
    .execute();
  return new Map([...Map.groupBy(rows, ({ payer_id }) => payer_id)].map(([payer, those]) => [payer, those.map((one) => one.beneficiary_id)]));
}
