// SPDX-License-Identifier: EUPL-1.2
import type { Provider } from 'oidc-provider';
import type { House } from '#platform/house.ts';

/** Gives devices the short address that people type, in place of the provider's own. */
export function nameDevicePage(house: House, provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next();
    const { oidc } = ctx as { oidc?: { route?: string } };
    const answer: unknown = ctx.body;
    if (oidc?.route !== 'device_authorization' || answer === null || typeof answer !== 'object' || !('user_code' in answer)) return;
    const page = `${house.settings.publicUrl}/appareil`;
    ctx.body = { ...answer, verification_uri: page, verification_uri_complete: `${page}?user_code=${String(answer.user_code)}` };
  });
}
