// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { checkApplication, type ApplicationInput } from './check-application.ts';
import { drawSecret } from './draw-secret.ts';

/** Registers an application of the body; its secret, where it has one, is answered here and never again. */
export async function registerApplication(ctx: Context<Tables>, input: ApplicationInput): Promise<{ id: string; secret: string | null }> {
  await checkApplication(ctx, input);
  return enterApplication(ctx, input);
}

/** The same without the checks of the form: for settings that this house wrote itself. */
export async function enterApplication(ctx: Context<Tables>, input: ApplicationInput): Promise<{ id: string; secret: string | null }> {
  const id = ctx.newId();
  const { personId } = personWhoActs(ctx);
  const at = ctx.now().toString();
  await ctx.tx
    .insertInto('people.application')
    .values({
      organisation_id: ctx.organisation,
      id,
      ...columnsOf(input),
      created_at: at,
      created_by: personId,
      changed_at: at,
      changed_by: personId,
      closed_at: null,
    })
    .execute();
  const drawn = input.authMethod.startsWith('client_secret') ? await drawSecret(ctx, id) : null;
  await ctx.tell('people.application-registered', { applicationId: id });
  return { id, secret: drawn?.secret ?? null };
}

/** The input as its row. */
export function columnsOf(input: ApplicationInput) {
  return {
    name: input.name,
    description: input.description,
    url: input.url,
    icon: input.icon,
    auth_method: input.authMethod,
    jwks_uri: input.jwksUri,
    is_native: input.isNative,
    redirect_uris: input.redirectUris,
    post_logout_uris: input.postLogoutUris,
    backchannel_uri: input.backchannelUri,
    // Without it nothing of OpenID Connect is asked at all.
    scopes: [...new Set(['openid', ...input.scopes])],
    uses_refresh: input.usesRefresh,
    uses_device: input.usesDevice,
    subject: input.subject,
    asks_consent: input.asksConsent,
    asks_second_factor: input.asksSecondFactor,
    asks_pkce: input.asksPkce,
    signs_userinfo: input.signsUserinfo,
    is_internal: input.isInternal,
    is_for_territory: input.isForTerritory,
    roles: input.roles,
    group_ids: input.groupIds,
  };
}
