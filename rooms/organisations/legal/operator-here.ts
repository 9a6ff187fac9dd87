// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import type { Operator } from '../operators/operators.ts';
import type { Tables } from '../tables.ts';

/** The body of the address, which must be an operator itself: a member has no notices of its own here. */
export async function operatorHere(ctx: Context<Tables>): Promise<Operator> {
  const operator = await ctx.tx
    .selectFrom('organisations.operator as o')
    .innerJoin('organisations.body as b', 'b.id', 'o.body_id')
    .select(['b.id', 'b.slug', 'b.name'])
    .where('b.id', '=', ctx.organisation)
    .executeTakeFirst();
  if (!operator) throw refuse('organisations.not-an-operator');
  return operator;
}
