// SPDX-License-Identifier: EUPL-1.2
import type { Actor, Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/** The person signed in, for routes that ask for one. */
export function personWhoActs(ctx: Context<Tables>): Extract<Actor, { kind: 'person' }> {
  if (ctx.actor.kind !== 'person') throw new Error('this route asks for a person');
  return ctx.actor;
}
