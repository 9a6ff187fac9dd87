// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { closeRights } from '../close-rights.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** Ends one service of a body, and its allowances, on a last day. Refuses `rights.unknown-opening`, `rights.closes-before-it-opens`. */
export async function endOpening(ctx: Context<Tables>, { id, lastOn, reason }: { id: string; lastOn: string; reason: string }): Promise<void> {
  const opening = await ctx.tx
    .selectFrom('rights.opening')
    .select(['beneficiary_id', 'opening_key', 'service'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!opening) throw refuse('rights.unknown-opening');
  await closeRights(ctx, {
    beneficiaryId: opening.beneficiary_id,
    openingKey: opening.opening_key,
    service: opening.service,
    lastOn: Temporal.PlainDate.from(lastOn),
    reason,
  });
}
