// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { MOST_IN_BULK } from './bulk.ts';
import { ScimFault } from './fault.ts';
import { MOST_LISTED } from './list.ts';
import type { Program } from './program.ts';
import { ENTERPRISE, GROUP, SCHEMAS, USER } from './schemas.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';

/** What this server does (RFC 7643 §5). */
export function serviceProviderConfig({ base }: Program) {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: MOST_IN_BULK, maxPayloadSize: 1_048_576 },
    filter: { supported: true, maxResults: MOST_LISTED },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Jeton d’API',
        description: 'Un jeton d’API de la collectivité, dans l’en-tête Authorization.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

/** The kinds of resources, or the one that is named. */
export function resourceTypes({ base }: Program, request: FastifyRequest) {
  const types = [
    { id: 'User', endpoint: '/Users', schema: USER, schemaExtensions: [{ schema: ENTERPRISE, required: false }] },
    { id: 'Group', endpoint: '/Groups', schema: GROUP },
  ].map((type) => ({
    schemas: [`${CORE}:ResourceType`],
    name: type.id,
    ...type,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.id}` },
  }));
  return oneOrAll(types, request);
}

/** The schemas (RFC 7643 §7), or the one that is named. */
export function schemas({ base }: Program, request: FastifyRequest) {
  const all = SCHEMAS.map((schema) => ({
    schemas: [`${CORE}:Schema`],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }));
  return oneOrAll(all, request);
}

function oneOrAll<Described extends { id: string }>(all: readonly Described[], request: FastifyRequest) {
  const { id } = request.params as { id?: string }; // the address names it, or not
  if (id === undefined)
    return {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: all.length,
      itemsPerPage: all.length,
      startIndex: 1,
      Resources: all,
    };
  const one = all.find((described) => described.id === id);
  if (!one) throw new ScimFault(404, 'Cette ressource n’existe pas.');
  return one;
}
