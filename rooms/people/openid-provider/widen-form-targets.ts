// SPDX-License-Identifier: EUPL-1.2
import type { Provider } from 'oidc-provider';

/**
 * Browsers hold a form's policy against every redirect that follows it: after "me déconnecter", or when the answer is itself a form, the person
 * goes to the application. Its own registered addresses are let through, for that page alone.
 */
export function widenFormTargets(provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next();
    const { oidc } = ctx as { oidc?: { client?: { redirectUris?: string[]; postLogoutRedirectUris?: string[] } } };
    const uris = [...(oidc?.client?.redirectUris ?? []), ...(oidc?.client?.postLogoutRedirectUris ?? [])];
    if (uris.length === 0 || !ctx.type.endsWith('html')) return;
    ctx.set('content-security-policy', withFormTargets(ctx.response.get('content-security-policy'), uris));
  });
}

/** The policy with the origins of these addresses among those that a form may lead to. */
export function withFormTargets(policy: string, uris: readonly string[]): string {
  const origins = [...new Set(uris.map((uri) => new URL(uri).origin))];
  return policy.replace(/form-action [^;]*/, (directive) => `${directive} ${origins.join(' ')}`);
}
