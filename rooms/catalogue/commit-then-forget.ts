// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { forgetList } from './shelf.ts';
import type { Tables } from './tables.ts';

/** Runs what changes the status of an edition in a transaction of its own; once it is committed, this process prices by the new state. */
export async function commitThenForget<Result>(ctx: Context<Tables>, work: (inside: Context<Tables>) => Promise<Result>): Promise<Result> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, may: ctx.may, requestId: ctx.requestId };
  const result = await inContext<Tables, Result>(ctx.house, entry, work);
  forgetList(ctx.house, ctx.organisation);
  return result;
}
