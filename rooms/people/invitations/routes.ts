// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/invitations.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { claimInvitation } from './claim-invitation.ts';
import { renewInvitation, revokeInvitation } from './change-invitation.ts';
import { readInvitation } from './invited.ts';
import { listInvitations } from './list-invitations.ts';

const limit = { most: 30, seconds: 60, per: 'address' } as const;

export const invitationRoutes = [
  route(contract.readInvitation, { permission: 'public', withoutTransaction: true, readsOnly: true, limit, action: readInvitation }),
  route(contract.acceptInvitation, { permission: 'public', withoutTransaction: true, limit, action: acceptInvitation }),
  route(contract.claimInvitation, { permission: 'signed-in', withoutTransaction: true, limit, action: claimInvitation }),
  route(contract.listInvitations, { permission: 'people.administer', action: listInvitations }),
  route(contract.renewInvitation, { permission: 'people.administer', action: renewInvitation }),
  route(contract.revokeInvitation, { permission: 'people.administer', action: revokeInvitation }),
];
