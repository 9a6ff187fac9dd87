// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/second-factor.ts';
import { acceptInvitationByPasskey, invitationPasskeyOptions } from '../invitations/accept-by-passkey.ts';
import { addPasskey, newPasskeyOptions, removePasskey, renamePasskey } from '../passkeys/my-passkeys.ts';
import { givePasskey, passkeyOptions } from '../passkeys/sign-with-passkey.ts';
import type { Tables } from '../tables.ts';
import { giveCode } from './give-code.ts';
import { proveAgain } from './prove-again.ts';
import { readSignInWays } from './read-sign-in-ways.ts';
import { drawRecoveryCodes } from './recovery-codes.ts';
import { beginTotp, confirmTotp, removeTotp } from './totp.ts';
import type { Context } from '#platform/context.ts';

const limit = { most: 60, seconds: 60, per: 'address' } as const;
const open = { permission: 'public', withoutTransaction: true, limit } as const;
const own = { permission: 'signed-in' } as const;
const ownLong = { ...own, withoutTransaction: true } as const;

/** Passkeys, codes of an application, recovery codes: given to sign in, and kept in one's account. */
export const secondFactorRoutes = [
  route(contract.giveCode, { ...open, action: giveCode }),
  route(contract.passkeyOptions, { ...open, action: (ctx: Context<Tables>) => passkeyOptions(ctx) }),
  route(contract.givePasskey, { ...open, action: givePasskey }),
  route(contract.invitationPasskeyOptions, { ...open, action: invitationPasskeyOptions }),
  route(contract.acceptInvitationByPasskey, { ...open, action: acceptInvitationByPasskey }),
  route(contract.proveAgain, { ...ownLong, action: proveAgain }),
  route(contract.readSignInWays, { ...own, action: readSignInWays }),
  route(contract.beginTotp, { ...own, action: beginTotp }),
  route(contract.confirmTotp, { ...ownLong, action: confirmTotp }),
  route(contract.removeTotp, { ...own, action: removeTotp }),
  route(contract.drawRecoveryCodes, { ...own, action: drawRecoveryCodes }),
  route(contract.newPasskeyOptions, { ...ownLong, action: newPasskeyOptions }),
  route(contract.addPasskey, { ...ownLong, action: addPasskey }),
  route(contract.renamePasskey, { ...own, action: renamePasskey }),
  route(contract.removePasskey, { ...own, action: removePasskey }),
];
