// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/federation.ts';
import * as relay from '../contract/proconnect.ts';
import * as registry from '../contract/identity-providers.ts';
import { beginLink, beginSignIn } from './begin-sign-in.ts';
import { closeIdentityProvider } from './close-identity-provider.ts';
import { listIdentityProviders } from './list-identity-providers.ts';
import { listSignInProviders } from './list-providers.ts';
import { listIdentities, unlinkIdentity } from './my-identities.ts';
import { proveDomain } from './prove-domain.ts';
import { readRelay } from './relay/check-relay.ts';
import { admitProConnect, declareRelay } from './relay/declare-relay.ts';
import { saveIdentityProvider } from './save-identity-provider.ts';

const manages = 'people.manage-providers';

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
  route(relay.readProConnectRelay, { permission: manages, action: readRelay }),
  route(relay.declareProConnectRelay, { permission: manages, action: declareRelay }),
  route(relay.admitProConnect, { permission: manages, action: admitProConnect }),
  route(registry.listIdentityProviders, { permission: manages, action: listIdentityProviders }),
  route(registry.addIdentityProvider, { permission: manages, action: saveIdentityProvider }),
  route(registry.changeIdentityProvider, { permission: manages, action: saveIdentityProvider }),
  route(registry.closeIdentityProvider, { permission: manages, action: closeIdentityProvider }),
  route(registry.proveProviderDomain, { permission: manages, limit: { most: 60, seconds: 60, per: 'person' }, action: proveDomain }),
];
