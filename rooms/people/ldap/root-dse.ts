// SPDX-License-Identifier: EUPL-1.2
/** What anyone may read before they bind: what this server is and can do (RFC 4512 §5.1), and its schema (§4.2). */
import { entry, type Entry } from './entry.ts';
import { SCHEMA, SUFFIX } from './places.ts';
import { schemaDefinitions } from './schema.ts';

export const PAGED_RESULTS = '1.2.840.113556.1.4.319';
export const START_TLS = '1.3.6.1.4.1.1466.20037';
export const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3';

export function rootDse(offersTls: boolean): Entry {
  return entry('', {
    objectClass: ['top'],
    namingContexts: SUFFIX,
    supportedLDAPVersion: '3',
    supportedControl: [PAGED_RESULTS],
    supportedExtension: offersTls ? [START_TLS, WHO_AM_I] : [WHO_AM_I],
    // All operational attributes (RFC 3673), true and false filters (RFC 4526).
    supportedFeatures: ['1.3.6.1.4.1.4203.1.5.1', '1.3.6.1.4.1.4203.1.5.3'],
    vendorName: 'Beffroi',
  });
}

export function schemaEntry(): Entry {
  return entry(SCHEMA, { objectClass: ['top', 'subschema'], cn: 'subschema', ...schemaDefinitions() });
}
