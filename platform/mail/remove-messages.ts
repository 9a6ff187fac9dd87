// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '../context.ts';
import { mailTables } from './tables.ts';

/** Removes messages of the body in the address, sent or waiting: their recipient asked that nothing of them be kept. */
export async function removeMessages<Tables>(ctx: Context<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await mailTables(ctx)
    .deleteFrom('platform.outbox_message')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...ids])
    .execute();
}
