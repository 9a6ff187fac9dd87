// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import { newKey } from '../secrets.ts';
import type { MachineKind, Tables } from '../tables.ts';
import { makeInvitation } from './invite-machine.ts';
import { openAccount } from './open-account.ts';

/** Adds a machine with a repository of its own, and the token by which it will take its secret. Refuses a name that another open machine bears. */
export async function addMachine(ctx: Context<Tables>, { label, kind }: { label: string; kind: MachineKind }) {
  const { operatorId } = await openAccount(ctx);
  const id = ctx.newId();
  const added = await ctx.tx
    .insertInto('backup.repository')
    .values({
      organisation_id: ctx.organisation,
      id,
      operator_id: operatorId,
      key: newKey(),
      label,
      kind,
      secret_digest: null,
      added_by: authorOf(ctx.actor),
      added_at: ctx.now().toString(),
      enrolled_at: null,
      seen_at: null,
      backed_up_at: null,
      closed_by: null,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw refuse('backup.label-taken', { label }, 'body.label');
  await ctx.tell('backup.machine-added', { repositoryId: id });
  return makeInvitation(ctx, id);
}
