// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { timeStamperOf } from '#platform/evidence/time-stamper-of.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';

/** Asks the authority, or the installation's seal, for the time-stamp of one act. Repeatable; no transaction is held while another machine answers. */
export async function putTimeStamp(ctx: Context<Tables>, { timeStampId }: { timeStampId: string }): Promise<void> {
  const { organisation } = ctx;
  const entry = { actor: ctx.actor, organisation };
  const row = await inContext(ctx.house, { ...entry, readOnly: true }, (inside: Context<Tables>) =>
    inside.tx
      .selectFrom('adhesions.time_stamp')
      .select(['digest', 'stamped_at'])
      .where('organisation_id', '=', organisation)
      .where('id', '=', timeStampId)
      .executeTakeFirst(),
  );
  if (!row || row.stamped_at !== null) return;
  const stamp = await timeStamperOf(ctx.house).stamp(row.digest);
  await inContext(ctx.house, entry, (inside: Context<Tables>) =>
    inside.tx
      .updateTable('adhesions.time_stamp')
      .set({ stamp: JSON.stringify(stamp), stamped_at: inside.now().toString() })
      .where('organisation_id', '=', organisation)
      .where('id', '=', timeStampId)
      .where('stamped_at', 'is', null)
      .execute(),
  );
}
