// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/federation.ts';
import { beginLink, beginSignIn } from './begin-sign-in.ts';
import { listSignInProviders } from './list-providers.ts';
import { listIdentities, unlinkIdentity } from './my-identities.ts';

export const federationRoutes = [
  route(contract.listSignInProviders, {
    permission: 'public',
    withoutTransaction: true,
    limit: { most: 120, seconds: 60, per: 'address' },
    action: listSignInProviders,
  }),
  route(contract.beginFederatedSignIn, {
    permission: 'public',
    withoutTransaction: true,
    limit: { most: 60, seconds: 60, per: 'address' },
    action: beginSignIn,
  }),
  route(contract.linkIdentity, { permission: 'signed-in', withoutTransaction: true, action: beginLink }),
  route(contract.listIdentities, { permission: 'signed-in', action: listIdentities }),
  route(contract.unlinkIdentity, { permission: 'signed-in', action: unlinkIdentity }),
];
