// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';

/** The person on whom the act falls; refuses a token or a job, which nobody could hold to account. */
export function personWhoActs<T>(ctx: Context<T>): string {
  if (ctx.actor.kind !== 'person') throw refuse('catalogue.person-needed');
  return ctx.actor.personId;
}
