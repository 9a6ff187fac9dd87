// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract/refusals.ts';

/** The person who commits the body by this act. Refuses a program, which is nobody. */
export function personWhoActs<Tables>(ctx: Context<Tables>): { personId: string; name: string } {
  if (ctx.actor.kind !== 'person') throw refuse('backup.person-needed');
  return { personId: ctx.actor.personId, name: ctx.actor.name };
}
