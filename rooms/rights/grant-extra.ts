// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';
import type { Tables } from './tables.ts';

type Wanted = { allowanceId: string; amount: number; beginsOn: string; endsOn?: string | null | undefined; reason: string };

/** Adds to an allowance by hand, from a day; the body that benefits is told. Refuses `rights.unknown-allowance`. */
export async function grantExtra<RoomTables>(
  caller: Context<RoomTables>,
  { allowanceId, amount, beginsOn, endsOn, reason }: Wanted,
): Promise<{ id: string }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  if (endsOn && Temporal.PlainDate.compare(endsOn, beginsOn) < 0) throw refuse('rights.ends-before-it-begins', {}, 'endsOn');
  const allowance = await ctx.tx
    .selectFrom('rights.allowance')
    .select(['beneficiary_id', 'amount'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', allowanceId)
    .executeTakeFirst();
  // What is without bound has nothing to be added to.
  if (!allowance || allowance.amount === null) throw refuse('rights.unknown-allowance', {}, 'allowanceId');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('rights.extra')
    .values({
      organisation_id: ctx.organisation,
      id,
      allowance_id: allowanceId,
      beneficiary_id: allowance.beneficiary_id,
      amount: Math.round(amount * 1000),
      begins_on: beginsOn,
      ends_on: endsOn ?? null,
      reason,
      granted_by: authorOf(ctx.actor),
      granted_at: ctx.now().toString(),
    })
    .execute();
  const { beneficiary_id: beneficiaryId } = allowance;
  await ctx.tell('rights.extra-granted', { beneficiaryId, allowanceId, extraId: id }, { heardIn: beneficiaryId });
  return { id };
}
