// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseInvitation } from '../contract/invitations.ts';
import { acrossSignIn } from '../sign-in/across-sign-in.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

export type Invited = {
  personId: string;
  email: string;
  name: string;
  givenName: string;
  body: string;
  slug: string;
  lives: boolean;
  isTaken: boolean;
};

/** Whom the link of an invitation awaits. Refuses `people.invitation-unknown`. */
export async function invitedBy(ctx: Context<Tables>, secret: string): Promise<Invited> {
  const { rows } = await acrossSignIn(ctx, 'lire une invitation', (tx) =>
    sql<{ invited: Invited | null }>`select people.invited_by_link(${secretDigest(secret)}, ${ctx.now().toString()}::timestamptz) as invited`.execute(
      tx,
    ),
  );
  const invited = rows[0]?.invited;
  if (!invited) throw refuseInvitation('people.invitation-unknown');
  return invited;
}

/** Whom it awaits, for the page that the link opens: it changes nothing, since mail scanners open links too. */
export async function readInvitation(ctx: Context<Tables>, { secret }: { secret: string }) {
  const { name, givenName, email, body, lives, isTaken } = await invitedBy(ctx, secret);
  return { name, givenName, email, body, lives, isTaken };
}
