// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { House } from '#platform/house.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';
import { federationSecrets } from '../secrets.ts';

export const PROCONNECT = 'proconnect';

/** Under which names a provider tells who someone is. */
export type ClaimNames = Tables['people.identity_provider']['claim_names'];

/** A provider ready to be asked. */
export type Provider = {
  /** `proconnect`, or the identifier of a body's provider: it stands in the return address, one for each. */
  key: string;
  /** The body that it answers for; null for ProConnect, which answers for everybody. */
  organisationId: string | null;
  name: string;
  /** Issuer, or the address of its discovery document. */
  server: string;
  clientId: string;
  clientSecret: string;
  tokenMethod: 'client_secret_basic' | 'client_secret_post';
  scopes: readonly string[];
  claimNames: ClaimNames;
  signsUserinfo: boolean;
  askedAcr: string | null;
};

/** The provider that an address names. Null when there is none, or it was closed. */
export async function providerCalled(house: House, key: string): Promise<Provider | null> {
  if (key === PROCONNECT) return proconnectOf(house);
  const { rows } = await sql<{ body: string | null }>`select people.body_of_provider(${key}::uuid) as body`.execute(house.db.kysely);
  const [{ body } = { body: null }] = rows;
  if (!body) return null;
  const row = await inOrganisation<Tables, Tables['people.identity_provider'] | undefined>(
    house.db,
    body,
    (tx) => tx.selectFrom('people.identity_provider').selectAll().where('organisation_id', '=', body).where('id', '=', key).executeTakeFirst(),
    { readOnly: true },
  );
  return row ? providerOf(house, row) : null;
}

/** The address to which a provider sends back, one for each: an answer of one cannot be passed off as another's. */
export function returnAddressOf(house: House, key: string): string {
  return `${house.settings.publicUrl}/connexion/federation/${key}/retour`;
}

/** Names a secret where it is sealed. */
export function secretName(organisationId: string, id: string): string {
  return `provider ${organisationId} ${id}`;
}

/** ProConnect as the installation knows it (its documentation for service providers: scopes, signed userinfo, secret in the body). */
function proconnectOf({ settings }: House): Provider | null {
  if (!settings.proconnect) return null;
  const { discoveryUrl, clientId, clientSecret } = settings.proconnect;
  return {
    key: PROCONNECT,
    organisationId: null,
    name: 'ProConnect',
    server: discoveryUrl,
    clientId,
    clientSecret,
    tokenMethod: 'client_secret_post',
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id'],
    claimNames: { email: 'email', givenName: 'given_name', familyName: 'usual_name', siret: 'siret' },
    signsUserinfo: true,
    askedAcr: null,
  };
}

function providerOf(house: House, row: Tables['people.identity_provider']): Provider | null {
  if (row.kind !== 'oidc' || !row.issuer || !row.client_id || !row.secret_sealed) return null;
  const clientSecret = federationSecrets.unseal(house.settings, secretName(row.organisation_id, row.id), row.secret_sealed);
  return {
    key: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    server: row.issuer,
    clientId: row.client_id,
    clientSecret,
    tokenMethod: row.token_method,
    scopes: row.scopes,
    claimNames: row.claim_names,
    signsUserinfo: row.signs_userinfo,
    askedAcr: row.asked_acr,
  };
}
