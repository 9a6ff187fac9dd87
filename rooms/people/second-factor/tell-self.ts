// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** Queues the letter that says a change of this account. */
export function tellSelf(ctx: Context<Tables>, what: string): Promise<void> {
  return ctx.queue('people.tell-security', { organisation: HOUSE_ID, person: personWhoActs(ctx).personId, what, at: ctx.now().toString() });
}
