// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

/** Closes a machine: from the commit on its secret opens nothing. What it saved stays, and counts. */
export async function closeMachine(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const machine = await ctx.tx
    .selectFrom('backup.repository')
    .select('closed_at')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!machine) throw refuse('backup.machine-unknown');
  if (machine.closed_at) throw refuse('backup.machine-closed');
  await ctx.tx
    .updateTable('backup.repository')
    .set({ closed_at: ctx.now().toString(), closed_by: authorOf(ctx.actor), secret_digest: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('backup.machine-closed', { repositoryId: id });
}
