// SPDX-License-Identifier: EUPL-1.2
/** ProConnect as the client of an identity provider, with the checks and the error codes of its documentation (doc_fi). */
import * as client from 'openid-client';
import { sendTo, type Exchange } from './http.ts';
import { enter } from './enter.ts';
import { sendError } from './pages.ts';
import { type IdentityProvider, type Interaction, randomId, type World } from './world.ts';

type OpenId = Extract<IdentityProvider, { kind: 'openid' }>;

const SCOPES = 'openid given_name usual_name email uid siren siret organizational_unit belonging_population phone chorusdt';

/** Sends the browser to an identity provider, with the address that was typed. */
export async function askIdentityProvider(
  exchange: Exchange,
  world: World,
  interaction: Interaction,
  provider: OpenId,
  email: string | undefined,
): Promise<void> {
  const config = await discover(provider);
  interaction.upstream = { state: `${interaction.id}${randomId()}`, nonce: randomId() };
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: `${world.issuer}/oidc-callback`,
    scope: SCOPES,
    ...interaction.upstream,
    acr_values: 'eidas1',
    claims: JSON.stringify({ id_token: { amr: { essential: true } } }),
    ...(email && { login_hint: email }),
  });
  sendTo(exchange, address.href);
}

/** GET /api/v2/oidc-callback */
export async function comeBackFromIdentityProvider(exchange: Exchange, world: World): Promise<void> {
  const state = exchange.url.searchParams.get('state') ?? '';
  const interaction = [...world.interactions.values()].find(({ upstream }) => upstream?.state === state);
  const issuer = exchange.url.searchParams.get('iss');
  const providers = world.identityProviders.filter((provider): provider is OpenId => provider.kind === 'openid');
  const provider = providers.find(({ discoveryUrl }) => issuer === null || discoveryUrl.startsWith(issuer)) ?? providers[0];
  if (!interaction?.upstream || !provider) return sendError(exchange, 400, 'Y000400', 'Cette connexion n’a pas commencé ici.');
  const config = await discover(provider);
  let tokens;
  try {
    tokens = await client.authorizationCodeGrant(config, new URL(`${world.issuer}/oidc-callback${exchange.url.search}`), {
      expectedState: state,
      expectedNonce: interaction.upstream.nonce,
      idTokenExpected: true,
    });
  } catch {
    return sendError(exchange, 502, 'Y020026', 'L’appel au point « token » du fournisseur d’identité échoue.');
  }
  const claims = tokens.claims();
  if (!claims?.['acr'] || !/^eidas([01](-mfa)?|[23])$/.test(String(claims['acr'])))
    return sendError(exchange, 502, 'Y020018', 'Le fournisseur d’identité n’indique pas acr=eidas1.');
  let told;
  try {
    told = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  } catch {
    return sendError(exchange, 502, 'Y020027', 'Le point « userinfo » du fournisseur d’identité n’est pas recevable : est-il signé ?');
  }
  const faulty = faultIn(told);
  if (faulty) return sendError(exchange, 502, 'Y500006', `Donnée absente ou mal formée : ${faulty}.`);
  const { aud: _aud, iss: _iss, sub: _sub, iat: _iat, exp: _exp, ...kept } = told;
  const amr = Array.isArray(claims['amr']) ? claims['amr'].map(String) : [];
  enter(exchange, world, interaction, { provider: provider.id, claims: kept, acr: String(claims['acr']), amr }, tokens.id_token ?? null);
}

/** Sends the browser to the identity provider to end its session there. */
export async function endAtIdentityProvider(
  exchange: Exchange,
  world: World,
  provider: OpenId,
  { idToken, state }: { idToken: string; state: string },
): Promise<void> {
  const address = client.buildEndSessionUrl(await discover(provider), {
    id_token_hint: idToken,
    post_logout_redirect_uri: `${world.issuer}/client/logout-callback`,
    state,
  });
  sendTo(exchange, address.href);
}

/** The five data that are required, in their documented shapes. */
export function faultIn(told: Readonly<Record<string, unknown>>): string | null {
  const isText = (name: string, most = 1_000): boolean => typeof told[name] === 'string' && told[name].length >= 1 && told[name].length <= most;
  if (!isText('given_name', 256)) return 'given_name';
  if (!isText('usual_name', 256)) return 'usual_name';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(told['email'] ?? ''))) return 'email';
  if (!isText('uid')) return 'uid';
  if (!/^\d{14}$/.test(String(told['siret'] ?? '')) || !passesLuhn(String(told['siret']))) return 'siret';
  return null;
}

async function discover(provider: OpenId): Promise<client.Configuration> {
  const url = new URL(provider.discoveryUrl);
  const metadata = { userinfo_signed_response_alg: 'RS256', id_token_signed_response_alg: 'RS256' };
  const insecure = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return client.discovery(url, provider.clientId, metadata, client.ClientSecretPost(provider.clientSecret), {
    execute: [...insecure, client.enableNonRepudiationChecks],
  });
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
