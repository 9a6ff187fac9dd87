// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/ldap.ts';
import { addReader, listReaders, revokeReader } from './readers.ts';
import { readLdap } from './read-ldap.ts';
import { tryLdap } from './try-ldap.ts';

const connects = { permission: 'people.connect-ldap' } as const;

export const ldapRoutes = [
  route(contract.readLdap, { ...connects, action: readLdap }),
  route(contract.listReaders, { ...connects, action: listReaders }),
  route(contract.addReader, { ...connects, action: addReader }),
  route(contract.revokeReader, { ...connects, action: revokeReader }),
  route(contract.tryLdap, {
    ...connects,
    limit: { most: 20, seconds: 60, per: 'person' },
    readsOnly: true,
    withoutTransaction: true,
    action: tryLdap,
  }),
];
