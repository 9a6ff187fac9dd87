// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, editionNamed } from '#rooms/catalogue/api.ts';
import { acceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from '../../contract.ts';
import { refuseSubscription } from '../../contract/subscriptions.ts';
import type { Tables } from '../../tables.ts';
import { addOptions } from './add-options.ts';
import { changePackages } from './change-packages.ts';

export type RiderRow = Tables['adhesions.rider'];

/** Makes a rider that was decided hold: its packages change the convention from its day, its options join it. Concluded again, nothing changes. */
export async function concludeRider(ctx: Context<Tables>, riderId: string): Promise<void> {
  const rider = await ctx.tx
    .selectFrom('adhesions.rider')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', riderId)
    .forUpdate()
    .executeTakeFirst();
  if (!rider) throw refuse('adhesions.unknown');
  if (rider.status !== 'deciding') return;
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', rider.convention_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (convention.ended_at !== null || (convention.ends_on !== null && convention.ends_on < ctx.today().toString()))
    throw refuseSubscription('adhesions.convention-over');
  await ctx.tx
    .updateTable('adhesions.rider')
    .set({ status: 'concluded', concluded_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', riderId)
    .execute();
  const quote = rider.quote_id ? await acceptedQuote(ctx, rider.quote_id) : null;
  if (rider.kind === 'add' && !quote) throw refuse('adhesions.quote-unknown');
  const packages = await packagesAmong(ctx, convention.edition, rider.offers);
  if (packages.length > 0) await changePackages(ctx, { rider, convention, quote, packages });
  else if (quote) await addOptions(ctx, { rider, convention, quote });
  const { beneficiary_id: beneficiaryId } = rider;
  await ctx.tell('adhesions.rider-concluded', { riderId, conventionId: convention.id, beneficiaryId }, { heardIn: beneficiaryId });
}

/** Marks a rider that its council rejected, or that was given up. */
export async function abandonRider(ctx: Context<Tables>, riderId: string): Promise<void> {
  await ctx.tx
    .updateTable('adhesions.rider')
    .set({ status: 'abandoned' })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', riderId)
    .where('status', '=', 'deciding')
    .execute();
}

async function packagesAmong(ctx: Context<Tables>, key: string, offers: readonly string[]): Promise<string[]> {
  const record = await editionNamed(ctx, ctx.organisation, key);
  if (!record) throw new Error(`edition ${key} is gone`);
  const edition = compileEdition(record.edition);
  return offers.filter((offer) => edition.offers.get(offer)?.source.kind === 'package');
}
