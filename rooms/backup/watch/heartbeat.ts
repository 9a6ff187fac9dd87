// SPDX-License-Identifier: EUPL-1.2
/** A file server says that it is alive by calling an address, from its own scheduler: nothing enters the mairie's network. */
import { randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

/** Gives a machine its address; the one before is worth nothing any more. */
export async function makeHeartbeat(ctx: Context<Tables>, { id }: { id: string }): Promise<{ url: string }> {
  const heartbeat = randomBytes(20).toString('base64url');
  const { numUpdatedRows } = await ctx.tx
    .updateTable('backup.repository')
    .set({ heartbeat, heard_at: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('backup.machine-unknown');
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return { url: `${ctx.house.settings.publicUrl}/api/o/${slug}/backup/heartbeats/${heartbeat}` };
}

/**
 * The same for a file server whose scheduler can only read an address. Others are refused: an address of a GET is also called by whoever previews a
 * link, which would hide a dead machine.
 */
export async function hearHeartbeatByGet(ctx: Context<Tables>, { heartbeat }: { heartbeat: string }): Promise<WithReply<{ heard: true }>> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  await inContext<Tables, void>(ctx.house, entry, async (inside) => {
    const machine = await inside.tx
      .selectFrom('backup.repository')
      .select('kind')
      .where('organisation_id', '=', inside.organisation)
      .where('heartbeat', '=', heartbeat)
      .executeTakeFirst();
    if (machine && machine.kind !== 'nas') throw refuse('backup.heartbeat-by-post');
    await hearHeartbeat(inside, { heartbeat });
  });
  // A proxy that answers in our place would hide a dead machine too.
  return new WithReply({ heard: true }, (reply) => void reply.header('cache-control', 'no-store'));
}

/** Hears that a machine is alive. */
export async function hearHeartbeat(ctx: Context<Tables>, { heartbeat }: { heartbeat: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('backup.repository')
    .set({ heard_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('heartbeat', '=', heartbeat)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('backup.heartbeat-unknown');
}
