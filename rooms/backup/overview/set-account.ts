// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import { refreshBound } from '../quota/refresh-bound.ts';
import type { Tables } from '../tables.ts';
import { inServedBody } from './require-operator.ts';

type Ctx = Context<Tables>;
type Asked = { id: string; marginBytes: number | null; holdDays: number };

/** How far a body may go beyond its right, and how long what it removes is held: at once for what comes, never for what lies in the bin. */
export async function setAccount(ctx: Ctx, { id, marginBytes, holdDays }: Asked): Promise<void> {
  await inServedBody(
    ctx,
    async ({ tx, organisation }) => {
      const account = await tx
        .selectFrom('backup.account')
        .select('organisation_id as bodyId')
        .where('operator_id', '=', organisation)
        .where('organisation_id', '=', id)
        .executeTakeFirst();
      if (!account) throw refuse('backup.body-unknown');
      return account;
    },
    async (inside) => {
      await inside.tx
        .updateTable('backup.account')
        .set({ margin_bytes: marginBytes, hold_days: holdDays })
        .where('organisation_id', '=', inside.organisation)
        .execute();
      await refreshBound(inside);
      await inside.tell('backup.account-set', { marginBytes, holdDays });
    },
  );
}
