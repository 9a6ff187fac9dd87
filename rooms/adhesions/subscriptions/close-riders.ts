// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { closeRights } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';

type Ending = { conventionId: string; last: Temporal.PlainDate; reason: string };

/** Closes what the riders of a convention that ends had opened. */
export async function closeRiders(ctx: Context<Tables>, { conventionId, last, reason }: Ending): Promise<void> {
  const riders = await ctx.tx
    .selectFrom('adhesions.rider')
    .select(['id', 'beneficiary_id', 'effective_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .where('opened_at', 'is not', null)
    // A rider of packages opened nothing of its own: the convention that it made did.
    .where((where) =>
      where.exists(
        where
          .selectFrom('adhesions.line as l')
          .select('l.id')
          .whereRef('l.organisation_id', '=', 'adhesions.rider.organisation_id')
          .whereRef('l.rider_id', '=', 'adhesions.rider.id')
          .where('l.convention_id', '=', conventionId),
      ),
    )
    .orderBy('id')
    .execute();
  for (const rider of riders) {
    const effective = Temporal.PlainDate.from(rider.effective_on).subtract({ days: 1 });
    const closes = Temporal.PlainDate.compare(last, effective) < 0 ? effective : last;
    await closeRights(ctx, { beneficiaryId: rider.beneficiary_id, openingKey: `rider ${rider.id}`, lastOn: closes, reason });
  }
}
