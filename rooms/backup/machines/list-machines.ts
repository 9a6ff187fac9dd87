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
    .selectFrom('backup.repository as r')
    .select(({ exists, selectFrom }) => [
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
      'proven_at as provenAt',
      'heard_at as heardAt',
      exists(
        selectFrom('backup.escrow as e')
          .select('e.id')
          .whereRef('e.organisation_id', '=', 'r.organisation_id')
          .whereRef('e.repository_id', '=', 'r.id')
          .where('e.withdrawn_at', 'is', null),
      )
        .$castTo<boolean>()
        .as('isEntrusted'),
      exists(
        selectFrom('backup.escrow as e')
          .select('e.id')
          .whereRef('e.organisation_id', '=', 'r.organisation_id')
          .whereRef('e.repository_id', '=', 'r.id')
          .where('e.withdrawn_at', 'is', null)
          .where('e.mode', '=', 'house'),
      )
        .$castTo<boolean>()
        .as('isTriedByPlatform'),
      exists(
        selectFrom('backup.plan_line as l')
          .select('l.id')
          .whereRef('l.organisation_id', '=', 'r.organisation_id')
          .whereRef('l.repository_id', '=', 'r.id'),
      )
        .$castTo<boolean>()
        .as('hasPlan'),
      'closed_at as closedAt',
    ])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy(({ eb }) => eb('closed_at', 'is not', null))
    .orderBy('label')
    .execute();
  return { account: account ?? null, rows, total: rows.length };
}
