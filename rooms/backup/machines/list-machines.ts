// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Machine } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** The body's machines, open ones first, and what its account says. */
export async function listMachines(ctx: Context<Tables>) {
  const account = await ctx.tx
    .selectFrom('backup.account')
    .select([
      'is_open as isOpen',
      'bytes',
      'binned_bytes as binnedBytes',
      'soft_bytes as softBytes',
      'hard_bytes as hardBytes',
      'hold_days as holdDays',
    ])
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  const rows: Machine[] = await ctx.tx
    .selectFrom('backup.repository')
    .select([
      'id',
      'label',
      'kind',
      'bytes',
      'binned_bytes as binnedBytes',
      'objects',
      'added_at as addedAt',
      'enrolled_at as enrolledAt',
      'seen_at as seenAt',
      'backed_up_at as backedUpAt',
      'closed_at as closedAt',
    ])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy(({ eb }) => eb('closed_at', 'is not', null))
    .orderBy('label')
    .execute();
  return { account: account ?? null, rows, total: rows.length };
}
