// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { checkedPasskey, registrationOptions } from '../passkeys/register-passkey.ts';
import { deviceName } from '../sign-in/device-name.ts';
import type { Tables } from '../tables.ts';
import { firstSignIn, welcome } from './accept-invitation.ts';

/** What the browser of a person invited needs to make their first passkey. */
export async function invitationPasskeyOptions(ctx: Context<Tables>, { secret }: { secret: string }) {
  const { personId, name, email } = await firstSignIn(ctx, secret);
  return registrationOptions(ctx, { personId, name, email }, []);
}

/** Keeps the first passkey of whoever reads the invited mailbox, and signs them in: no password is ever chosen. */
export async function acceptInvitationByPasskey(ctx: Context<Tables>, { secret, response }: { secret: string; response: unknown }) {
  const invited = await firstSignIn(ctx, secret);
  const row = await checkedPasskey(ctx, invited.personId, deviceName(ctx.userAgent), response);
  return welcome(ctx, invited, secret, ['pop', 'mfa'], (tx) => tx.insertInto('people.passkey').values(row).execute());
}
