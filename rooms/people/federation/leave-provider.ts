// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply } from 'fastify';
import * as client from 'openid-client';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { newAttempt, rememberAttempt } from './attempt.ts';
import { idTokenName } from './complete-sign-in.ts';
import { configurationOf, ProviderDown } from './configuration.ts';
import { PROCONNECT, providerCalled } from './provider.ts';
import { federationSecrets } from '../secrets.ts';

export type Leaving = { location: string; remember: (reply: FastifyReply) => void };

/**
 * Where the browser goes to end the provider's session too, once its session here is closed. Null when that session was opened here, when the
 * provider has no such page, or does not answer: the session here ends all the same.
 */
export async function leaveProvider(ctx: Context<Tables>, session: { personId: string; sessionId: string }): Promise<Leaving | null> {
  const opened = await ctx.tx
    .selectFrom('people.federated_session')
    .select(['provider_id', 'id_token_sealed'])
    .where('person_id', '=', session.personId)
    .where('session_id', '=', session.sessionId)
    .executeTakeFirst();
  const idToken = opened && federationSecrets.openText(ctx.house.settings, idTokenName(session.sessionId), opened.id_token_sealed);
  const provider = opened && (await providerCalled(ctx.house, opened.provider_id ?? PROCONNECT));
  if (!idToken || !provider) return null;
  try {
    const config = await configurationOf(ctx.house, provider);
    if (!config.serverMetadata().end_session_endpoint) return null;
    const attempt = newAttempt(ctx.house, { provider: provider.key, purpose: 'leave', sessionId: null, back: '/connexion', isSilent: false });
    const address = client.buildEndSessionUrl(config, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${ctx.house.settings.publicUrl}/connexion/federation/${provider.key}/sortie`,
      state: attempt.state,
    });
    return { location: address.href, remember: (reply) => rememberAttempt(reply, ctx.house, attempt) };
  } catch (error) {
    if (error instanceof ProviderDown) return null;
    throw error;
  }
}
