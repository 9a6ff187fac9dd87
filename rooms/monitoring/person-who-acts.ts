// SPDX-License-Identifier: EUPL-1.2
import type { Actor, Context } from '#platform/context.ts';
import { refuse } from './contract/refusals.ts';

/** The person on whom the act falls; refuses a token, which nobody could hold to account. */
export function personWhoActs<T>(ctx: Context<T>): Extract<Actor, { kind: 'person' }> {
  if (ctx.actor.kind !== 'person') throw refuse('monitoring.person-needed');
  return ctx.actor;
}
