// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { closeRights } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';

type Ending = { conventionId: string; beneficiaryId: string; lastOn: string; reason: string };

/** Closes what a convention that ends opened besides its own body's rights: those of its budgets annexes, those of its riders. */
export async function closeAlsoOpened(ctx: Context<Tables>, { conventionId, beneficiaryId, lastOn, reason }: Ending): Promise<void> {
  const last = Temporal.PlainDate.from(lastOn);
  const units = await ctx.tx
    .selectFrom('adhesions.membership')
    .select('beneficiary_id')
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .where('beneficiary_id', '<>', beneficiaryId)
    .execute();
  for (const unit of units)
    await closeRights(ctx, { beneficiaryId: unit.beneficiary_id, openingKey: `convention ${conventionId}`, lastOn: last, reason });
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
