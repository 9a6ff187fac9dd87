// SPDX-License-Identifier: EUPL-1.2
import { createHmac } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import type { House } from '#platform/house.ts';
import { levels } from './assurance.ts';
import { claimsByScope, claimsOf, scopes } from './claims.ts';
import { confirmDevicePage, deviceDonePage, enterCodePage } from './device-pages.ts';
import { entryOf } from './entries.ts';
import { existingGrant } from './existing-grant.ts';
import { failurePage } from './failure-page.ts';
import { logoutPage, signedOutPage } from './logout-pages.ts';
import { fetchFor } from './outgoing.ts';
import { payloadStore } from './payload-store.ts';
import { policy } from './policy.ts';
import { ownMetadata } from './read-client.ts';
import { digestOf } from '../secrets.ts';
import type { KeySet } from './signing-keys.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The provider's settings: what it offers, what it refuses, and where it asks this house. */
export function configuration(house: House, keys: KeySet): Configuration {
  const cookie = { path: '/oidc', httpOnly: true, sameSite: 'lax', signed: true, secure: house.settings.publicUrl.startsWith('https:') } as const;
  return {
    adapter: (model: string) => payloadStore(house, model),
    jwks: keys.jwks as NonNullable<Configuration['jwks']>, // made by `signing-keys.ts` in that shape
    cookies: {
      keys: keys.cookies,
      names: { session: 'beffroi-oidc', interaction: 'beffroi-oidc-question', resume: 'beffroi-oidc-suite' },
      long: cookie,
      // Their paths are those of the question and of what follows it.
      short: { ...cookie, path: undefined },
    },
    routes: { code_verification: '/appareil' },
    scopes: [...scopes],
    claims: Object.fromEntries(Object.entries(claimsByScope).map(([scope, claims]) => [scope, [...claims]])),
    acrValues: [...levels],
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => pairwise(house, accountId, client.clientId),
    responseTypes: ['code'],
    // Said at each request, and compared.
    allowOmittingSingleRegisteredRedirectUri: false,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    pkce: { required: (_ctx, client) => client['beffroi_asks_pkce'] !== false },
    extraClientMetadata: { properties: [...ownMetadata] },
    extraParams: ['organisation', 'siret'],
    clientBasedCORS: (_ctx, origin, client) => client.redirectUris?.some((uri) => new URL(uri).origin === origin) ?? false,
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256', 'ES256'],
      userinfoSigningAlgValues: ['RS256', 'ES256'],
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'],
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      introspection: { enabled: true, allowedPolicy: async (_ctx, client, token) => isOwn(client, token) && (await stands(house, token)) },
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => isOwn(client, token) },
      rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: signedOutPage },
      deviceFlow: {
        enabled: true,
        charset: 'base-20',
        mask: '****-****',
        deviceInfo: () => ({}),
        userCodeInputSource: enterCodePage,
        userCodeConfirmSource: confirmDevicePage,
        successSource: deviceDonePage,
      },
    },
    ttl: {
      AccessToken: 10 * MINUTE,
      AuthorizationCode: MINUTE,
      DeviceCode: 10 * MINUTE,
      Grant: 90 * DAY,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 30 * DAY,
      Session: 12 * HOUR,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { policy: policy(), url: (_ctx, { uid }) => `/oidc/entrer/${uid}` },
    loadExistingGrant: (ctx) => existingGrant(house, ctx),
    findAccount: (_ctx, sub, token) => findAccount(house, sub, token),
    fetch: (url, options) => fetchFor(house, url instanceof Request ? url.url : url, options ?? {}),
    renderError: failurePage,
  };
}

type Held = { clientId?: string | undefined; grantId?: string | undefined; expiresWithSession?: boolean | undefined; accountId?: string | undefined };
type Account = Awaited<ReturnType<NonNullable<Configuration['findAccount']>>>;

// Each use of a token asks again: whoever lost the mandate, the role or the session is found no more.
async function findAccount(house: House, sub: string, token: Held | undefined): Promise<Account> {
  if (!token) return { accountId: sub, claims: async () => ({ sub }) };
  const entry = await entryBehind(house, token);
  if (!entry || entry.personId !== sub || entry.clientId !== token.clientId) return undefined;
  return { accountId: sub, claims: async () => claimsOf(entry) };
}

async function entryBehind(house: House, { grantId, expiresWithSession }: Held) {
  return grantId ? entryOf(house, grantId, { withSession: expiresWithSession === true }) : null;
}

async function stands(house: House, token: Held): Promise<boolean> {
  return (await entryBehind(house, token)) !== null;
}

function isOwn(client: { clientId: string }, token: Held): boolean {
  return token.clientId === client.clientId;
}

function pairwise(house: House, accountId: string, clientId: string): string {
  const salt = digestOf(house.settings, 'pairwise', clientId);
  return createHmac('sha256', salt).update(accountId).digest('base64url');
}
