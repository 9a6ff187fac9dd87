// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { AdapterPayload } from 'oidc-provider';
import type { House } from '#platform/house.ts';
import { allowAddresses } from './outgoing.ts';

/** What the registry keeps of an application, with the digests of the secrets that serve today. */
export type RegisteredClient = {
  id: string;
  organisation_id: string;
  name: string;
  auth_method: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';
  jwks_uri: string | null;
  is_native: boolean;
  redirect_uris: string[];
  post_logout_uris: string[];
  backchannel_uri: string | null;
  scopes: string[];
  uses_refresh: boolean;
  uses_device: boolean;
  subject: 'public' | 'pairwise';
  asks_consent: boolean;
  asks_second_factor: boolean;
  asks_pkce: boolean;
  signs_userinfo: boolean;
  is_internal: boolean;
  secrets: string[];
  /** Whether its owner is an operator, who alone may let it lie in an internal network. */
  isOperator: boolean;
};

/** What this installation adds to the metadata of a client. */
export const ownMetadata = ['beffroi_secrets', 'beffroi_asks_consent', 'beffroi_asks_second_factor', 'beffroi_asks_pkce', 'beffroi_owner'] as const;

/** The application as `oidc-provider` describes clients; undefined where there is none, or it is closed. */
export async function readClient(house: House, clientId: string): Promise<AdapterPayload | undefined> {
  const application = await registered(house, clientId);
  if (!application) return undefined;
  const isConfidential = application.auth_method.startsWith('client_secret');
  if (application.is_internal && application.isOperator) allowAddresses(house, [application.backchannel_uri, application.jwks_uri]);
  return {
    client_id: application.id,
    client_name: application.name,
    application_type: application.is_native ? 'native' : 'web',
    token_endpoint_auth_method: application.auth_method,
    // Never compared: `compareClientSecret` looks at the digests.
    ...(isConfidential && { client_secret: 'kept by digest only' }),
    ...(application.jwks_uri && { jwks_uri: application.jwks_uri }),
    redirect_uris: application.redirect_uris,
    response_types: application.redirect_uris.length > 0 ? ['code'] : [],
    grant_types: [
      ...(application.redirect_uris.length > 0 ? ['authorization_code'] : []),
      ...(application.uses_refresh ? ['refresh_token'] : []),
      ...(application.uses_device ? ['urn:ietf:params:oauth:grant-type:device_code'] : []),
    ],
    post_logout_redirect_uris: application.post_logout_uris,
    ...(application.backchannel_uri && {
      backchannel_logout_uri: application.backchannel_uri,
      backchannel_logout_session_required: true,
    }),
    scope: application.scopes.join(' '),
    subject_type: application.subject,
    ...(application.signs_userinfo && { userinfo_signed_response_alg: 'RS256' }),
    beffroi_secrets: application.secrets.join(' '),
    beffroi_asks_consent: application.asks_consent,
    beffroi_asks_second_factor: application.asks_second_factor,
    beffroi_asks_pkce: application.asks_pkce,
    beffroi_owner: application.organisation_id,
  };
}

async function registered(house: House, clientId: string): Promise<RegisteredClient | null> {
  // Any other text is no application of ours, and the column is a uuid.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(clientId)) return null;
  const at = house.clock.now().toString();
  const { rows } = await sql<{
    client: RegisteredClient | null;
  }>`select people.openid_client(${clientId}::uuid, ${at}::timestamptz) as client`.execute(house.db.kysely);
  return rows[0]?.client ?? null;
}
