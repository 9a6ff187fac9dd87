// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;

/** Refuses any body in the address that is not an operator, whatever roles somebody gave there. */
export async function requireOperator(ctx: Ctx): Promise<void> {
  if (!(await operatorsOf(ctx.house)).some(({ id }) => id === ctx.organisation)) throw refuse('backup.not-an-operator');
}

/**
 * Runs a person's act in the rows of a body that the operator in the address keeps. `find` looks for that body among what the operator reads, and
 * refuses what is not its own; the permission was asked in the address.
 */
export async function inServedBody<Found extends { bodyId: string }, Result>(
  ctx: Ctx,
  find: (here: Ctx) => Promise<Found>,
  work: (inside: Ctx, found: Found) => Promise<Result>,
): Promise<Result> {
  await requireOperator(ctx);
  const entry = { actor: ctx.actor, requestId: ctx.requestId };
  const found = await inContext<Tables, Found>(ctx.house, { ...entry, organisation: ctx.organisation, readOnly: true }, find);
  return inContext<Tables, Result>(ctx.house, { ...entry, organisation: found.bodyId }, (inside) => work(inside, found));
}
