// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Long enough for a holiday, short enough for a mailbox that changes hands. */
export const INVITATION_LASTS = Temporal.Duration.from({ hours: 7 * 24 });

// Several acts of one minute (a mandate, then its roles) send one mail.
const SAME_INVITATION = Temporal.Duration.from({ seconds: 60 });

/**
 * Invites a person to sign in for the body of the address, by a mail to `email`, in the caller's transaction. One invitation waits per person
 * and body: inviting again sends a new link, which replaces the former. A person who signs in already is mailed that a function awaits them,
 * and nothing tells the body which it was. Returns the id of the invitation.
 */
export async function invite(
  ctx: Context<Tables>,
  { personId, email, isMailed = true }: { personId: string; email: string; isMailed?: boolean },
): Promise<{ id: string }> {
  const now = ctx.now();
  const standing = await ctx.tx
    .selectFrom('people.invitation')
    .select(['id', 'invited_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', personId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (standing && Temporal.Instant.compare(Temporal.Instant.from(standing.invited_at).add(SAME_INVITATION), now) > 0) return { id: standing.id };
  const id = standing?.id ?? ctx.newId();
  const renewed = { email, invited_at: now.toString(), expires_at: now.add(INVITATION_LASTS).toString(), secret_digest: null };
  await ctx.tx
    .insertInto('people.invitation')
    .values({
      organisation_id: ctx.organisation,
      id,
      person_id: personId,
      invited_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      accepted_at: null,
      revoked_at: null,
      ...renewed,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(renewed))
    .execute();
  if (isMailed) await ctx.queue('people.mail-invitation', { invitation: id });
  return { id };
}
