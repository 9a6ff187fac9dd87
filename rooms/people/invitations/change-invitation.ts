// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseInvitation } from '../contract/invitations.ts';
import type { Tables } from '../tables.ts';
import { INVITATION_LASTS } from './invite.ts';

/** Sends a new link, for seven more days; the former opens nothing. Refuses an invitation that was accepted or withdrawn. */
export async function renewInvitation(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const now = ctx.now();
  await change(ctx, id, { invited_at: now.toString(), expires_at: now.add(INVITATION_LASTS).toString(), secret_digest: null });
  await ctx.queue('people.mail-invitation', { invitation: id });
  await ctx.tell('people.invitation-changed', { invitationId: id, how: 'renewed' });
}

/** Withdraws an invitation. What the person may do once signed in is not changed. */
export async function revokeInvitation(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await change(ctx, id, { revoked_at: ctx.now().toString(), secret_digest: null });
  await ctx.tell('people.invitation-changed', { invitationId: id, how: 'revoked' });
}

type Changes = { secret_digest: null; invited_at?: string; expires_at?: string; revoked_at?: string };

async function change(ctx: Context<Tables>, id: string, changes: Changes): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.invitation')
    .set(changes)
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const known = await ctx.tx
    .selectFrom('people.invitation')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  throw refuseInvitation(known ? 'people.invitation-settled' : 'people.invitation-missing');
}
