// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { WithReply } from '#platform/http/answers.ts';
import { openSession } from '../sign-in/open-session.ts';
import type { Tables } from '../tables.ts';
import type { Asserted } from './asserted.ts';
import { PROCONNECT, type Provider } from './provider.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import { federationSecrets } from '../secrets.ts';

export type Completed = { kind: 'open'; answer: WithReply<undefined> } | Exclude<Reconciled, { kind: 'enters' }>;

/** Opens a session for whoever the provider proved, or says why not. Links and refusals are journalled. */
export async function completeSignIn(ctx: Context<Tables>, provider: Provider, asserted: Asserted): Promise<Completed> {
  const found = await reconcile(ctx.house, provider, asserted);
  if (found.kind !== 'enters') {
    await ctx.record({ what: 'people.federated-sign-in-refused', about: { provider: provider.key, because: found.kind } });
    return found;
  }
  const { personId } = found;
  if (found.linkedNow) await ctx.record({ what: 'people.identity-linked', about: { person: personId, provider: provider.key, how: 'email' } });
  const methods = ['fed', `fed:${provider.key}`, ...(asserted.hasSecondFactor ? (['mfa'] as const) : [])] as const;
  const answer = await openSession(ctx, { personId, methods }, undefined, (tx, session) => rememberProvider(tx, ctx, provider, asserted, session));
  return { kind: 'open', answer };
}

/** Names an ID token where it is sealed. */
export function idTokenName(sessionId: string): string {
  return `id token ${sessionId}`;
}

async function rememberProvider(
  tx: Transaction<Tables>,
  { house }: Context<Tables>,
  provider: Provider,
  { idToken }: Asserted,
  session: { personId: string; id: string },
): Promise<void> {
  await tx
    .insertInto('people.federated_session')
    .values({
      person_id: session.personId,
      session_id: session.id,
      provider_of: provider.organisationId,
      provider_id: provider.key === PROCONNECT ? null : provider.key,
      id_token_sealed: federationSecrets.seal(house.settings, idTokenName(session.id), idToken),
    })
    .execute();
}
