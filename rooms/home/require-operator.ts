// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorsOf, type Operator } from '#rooms/organisations/api.ts';
import { refuse } from './contract/refusals.ts';

/** The operator in the address; refuses any other body, whatever roles somebody gave there. */
export async function requireOperator<T>(ctx: Context<T>): Promise<Operator> {
  const operator = (await operatorsOf(ctx.house)).find(({ id }) => id === ctx.organisation);
  if (!operator) throw refuse('home.not-an-operator');
  return operator;
}
