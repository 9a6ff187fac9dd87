// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseProConnect } from '../../contract/proconnect.ts';
import { enterApplication } from '../../openid-provider/register-application.ts';
import { personWhoActs } from '../../person-who-acts.ts';
import type { Tables } from '../../tables.ts';

/** Keeps what the body declared to ProConnect. */
export async function declareRelay(
  ctx: Context<Tables>,
  { origin, idpId, domains }: { origin: string; idpId: string; domains: string[] },
): Promise<void> {
  const told = {
    origin,
    idp_id: idpId,
    email_domains: [...new Set(domains)],
    changed_at: ctx.now().toString(),
    changed_by: personWhoActs(ctx).personId,
  };
  await ctx.tx
    .insertInto('people.proconnect_relay')
    .values({ organisation_id: ctx.organisation, id: ctx.organisation, application_id: null, ...told })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(told))
    .execute();
  await ctx.tell('people.identity-provider-changed', { providerId: ctx.organisation, how: 'changed' });
}

/** Where ProConnect comes back (doc_fi/configuration.md). */
export function relayAddresses(origin: string): { redirectUris: string[]; postLogoutUris: string[] } {
  return { redirectUris: [`${origin}/api/v2/oidc-callback`], postLogoutUris: [`${origin}/api/v2/client/logout-callback`] };
}

/** Scopes whose claims ProConnect requires of an identity provider. */
export const REQUIRED_SCOPES = ['openid', 'given_name', 'usual_name', 'email', 'siret', 'uid'] as const;

/** Registers ProConnect as an application with the settings that it asks for: secret in the form, signed userinfo, no challenge. */
export async function admitProConnect(ctx: Context<Tables>): Promise<{ clientId: string; secret: string }> {
  const relay = await ctx.tx.selectFrom('people.proconnect_relay').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!relay) throw refuseProConnect('people.relay-undeclared');
  if (relay.application_id) throw refuseProConnect('people.relay-has-client');
  // The registry leaves doing without a challenge to operators. Here the addresses are the State's own, and a secret is asked for.
  const { id, secret } = await enterApplication(ctx, {
    name: 'ProConnect',
    description: 'Relais d’identité de l’État : vos agents s’y connectent avec leur compte d’ici.',
    url: null,
    icon: 'key',
    authMethod: 'client_secret_post',
    jwksUri: null,
    isNative: false,
    ...relayAddresses(relay.origin),
    backchannelUri: null,
    scopes: [...REQUIRED_SCOPES, 'siren'],
    usesRefresh: false,
    usesDevice: false,
    subject: 'public',
    asksConsent: false,
    asksSecondFactor: false,
    asksPkce: false,
    signsUserinfo: true,
    isInternal: false,
    isForTerritory: false,
    roles: [],
    groupIds: [],
  });
  if (!secret) throw new Error('an application that sends a secret has one');
  await ctx.tx.updateTable('people.proconnect_relay').set({ application_id: id }).where('organisation_id', '=', ctx.organisation).execute();
  return { clientId: id, secret };
}
