// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;

/** The webhooks that those who leave added: whoever takes over answers for them; the others send nothing after the last day. */
export const webhooksOfLeavers: Departure = {
  name: 'people.webhooks',
  label: 'Webhooks',
  list: (ctx: Ctx, leaving) => addedBy(ctx, leaving).select(['id', 'label']).orderBy('label').orderBy('id').execute(),
  async handOver(ctx: Ctx, leaving, to) {
    for (const { id } of await addedBy(ctx, leaving).select('id').execute()) await change(ctx, id, { created_by: to.personId });
  },
  // Paused rather than removed: the journal of what was sent stays, and a colleague may open it again.
  async close(ctx: Ctx, leaving) {
    for (const { id } of await addedBy(ctx, leaving).select('id').execute()) await change(ctx, id, { is_paused: true });
  },
};

function addedBy(ctx: Ctx, { personId }: Leaving) {
  return ctx.tx
    .selectFrom('people.webhook')
    .where('organisation_id', '=', ctx.organisation)
    .where('created_by', '=', personId)
    .where('is_paused', '=', false);
}

async function change(ctx: Ctx, id: string, values: { created_by: string } | { is_paused: true }): Promise<void> {
  await ctx.tx.updateTable('people.webhook').set(values).where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
  await ctx.tell('people.webhook-changed', { webhookId: id });
}
