// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/duplicates.ts';
import { linkAccount, readLinkOffer } from './link-account.ts';
import { listLinkedAccounts } from './list-linked-accounts.ts';
import { offerLink } from './offer-link.ts';
import { unlinkAccount } from './unlink-account.ts';

const tries = { most: 10, seconds: 600, per: 'person' } as const;

export const duplicatesRoutes = [
  route(contract.listLinkedAccounts, { permission: 'signed-in', action: listLinkedAccounts }),
  route(contract.offerLink, { permission: 'signed-in', limit: tries, action: offerLink }),
  route(contract.readLinkOffer, { permission: 'signed-in', limit: tries, readsOnly: true, action: readLinkOffer }),
  route(contract.linkAccount, { permission: 'signed-in', limit: tries, action: linkAccount }),
  route(contract.unlinkAccount, { permission: 'signed-in', action: unlinkAccount }),
];
