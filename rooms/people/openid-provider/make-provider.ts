// SPDX-License-Identifier: EUPL-1.2
import { createHash, timingSafeEqual } from 'node:crypto';
import { Provider } from 'oidc-provider';
import type { House } from '#platform/house.ts';
import { closeWithLogout } from './close-with-logout.ts';
import { configuration } from './configuration.ts';
import { nameDevicePage } from './name-device-page.ts';
import type { OpenProvider } from './provider.ts';
import { shadowSessions } from './shadow-session.ts';
import type { KeySet } from './signing-keys.ts';
import { widenFormTargets } from './widen-form-targets.ts';

/** `oidc-provider`, set up for this house and these keys. */
export function makeProvider(house: House, issuer: string, keys: KeySet): OpenProvider {
  const provider = new Provider(issuer, configuration(house, keys));
  provider.proxy = true; // the mount writes these headers itself
  shadowSessions(house, provider);
  compareByDigest(provider);
  widenFormTargets(provider);
  nameDevicePage(house, provider);
  closeWithLogout(house, provider);
  logFailures(house, provider);
  return { provider, answer: provider.callback() };
}

// Secrets are 256 random bits kept by digest; during a change of secret two of them serve.
function compareByDigest(provider: Provider): void {
  provider.Client.prototype.compareClientSecret = function compare(this: Record<string, unknown>, presented: string): boolean {
    const digest = createHash('sha256').update(presented).digest();
    const accepted = String(this['beffroi_secrets']).split(' ').filter(Boolean);
    return accepted.some((known) => timingSafeEqual(Buffer.from(known, 'hex'), digest));
  };
}

// Codes and names of errors only: descriptions and parameters may carry tokens or personal data.
function logFailures(house: House, provider: Provider): void {
  provider.on('server_error', (ctx, error) => house.log.error({ err: error, route: ctx.oidc?.route }, 'the OpenID provider failed'));
  provider.on('grant.error', (ctx, error) => house.log.info({ route: 'token', error: error.name, client: ctx.oidc?.client?.clientId }, 'refused'));
  provider.on('authorization.error', (ctx, error) =>
    house.log.info({ route: 'authorization', error: error.name, client: ctx.oidc?.client?.clientId }, 'refused'),
  );
  provider.on('backchannel.error', (_ctx, _error, client) =>
    house.log.warn({ client: client.clientId }, 'an application was not told of a sign-out'),
  );
}
