// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, editionNamed } from '#rooms/catalogue/api.ts';
import type { AcceptedQuote } from '#rooms/quotes/api.ts';
import { openRights } from '#rooms/rights/api.ts';
import type { ConventionRow } from '../../successions/succeed.ts';
import type { Tables } from '../../tables.ts';
import { subscribedLine } from '../lines-to-open.ts';
import { rightsOfLines } from '../rights-of-lines.ts';
import type { RiderRow } from './conclude-rider.ts';
import { linesOfQuote } from './lines-of-quote.ts';

type Options = { rider: RiderRow; convention: ConventionRow; quote: AcceptedQuote };

/** Adds the options of a rider to its convention: from its day, until the convention ends. Its rights open at once when that day has come. */
export async function addOptions(ctx: Context<Tables>, { rider, convention, quote }: Options): Promise<void> {
  const today = ctx.today().toString();
  const begins = [rider.effective_on, today, convention.begins_on].toSorted().at(-1) ?? today;
  await ctx.tx
    .insertInto('adhesions.line')
    .values(
      linesOfQuote(quote, rider.beneficiary_id).map((line) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id: convention.id,
        ...line,
        begins_on: begins,
        ends_on: convention.ends_on,
        replaces_id: null,
        rider_id: rider.id,
      })),
    )
    .execute();
  await ctx.tx
    .updateTable('adhesions.rider')
    .set({ effective_on: begins })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', rider.id)
    .execute();
  if (begins <= today) await openRider(ctx, rider.id);
}

/** Opens what a concluded rider adds, once its day has come. Opened again, nothing changes. */
export async function openRider(ctx: Context<Tables>, riderId: string): Promise<void> {
  const rider = await ctx.tx
    .selectFrom('adhesions.rider')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', riderId)
    .where('status', '=', 'concluded')
    .where('opened_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!rider) return;
  const lines = await ctx.tx
    .selectFrom('adhesions.line')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('rider_id', '=', riderId)
    .where('convention_id', '=', rider.convention_id)
    .orderBy('id')
    .execute();
  const [first] = lines;
  // The convention ended before the rider began: there is nothing to open.
  if (first && (first.ends_on === null || first.ends_on >= first.begins_on)) {
    const record = await editionNamed(ctx, ctx.organisation, first.edition);
    if (!record) throw new Error(`rider ${riderId}: edition ${first.edition} is gone`);
    await openRights(ctx, [
      {
        beneficiaryId: rider.beneficiary_id,
        openingKey: `rider ${riderId}`,
        beginsOn: Temporal.PlainDate.from(first.begins_on),
        ...(first.ends_on && { endsOn: Temporal.PlainDate.from(first.ends_on) }),
        ...rightsOfLines(compileEdition(record.edition), lines.map(subscribedLine)),
      },
    ]);
  }
  await ctx.tx
    .updateTable('adhesions.rider')
    .set({ opened_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', riderId)
    .execute();
}
