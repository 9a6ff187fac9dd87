// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { mandatesHeld } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

/**
 * Under which account each of these bodies knows the person who acts: their own, or another that they linked to it, by the id of the body. Told to
 * the person alone: a body never learns that somebody has another account.
 */
export async function accountsHeld(ctx: Context<Tables>): Promise<ReadonlyMap<string, string>> {
  if (ctx.actor.kind !== 'person') return new Map();
  const { personId } = ctx.actor;
  const { mandates } = await mandatesHeld(ctx);
  const linked = new Map(mandates.flatMap(({ organisationId, account }) => (account ? [[organisationId, account.personId] as const] : [])));
  return new Map(ctx.organisations.map((body) => [body, linked.get(body) ?? personId]));
}
