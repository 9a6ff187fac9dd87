// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyKind } from '../contract/body-kinds.ts';
import { operatorBySlug } from '../operators/operators.ts';
import { operatorOn } from '../operators/operator-in-memory.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { searchRegister } from './search-register.ts';

type Input = { q: string; kind?: BodyKind[] | undefined; operator?: string | undefined; limit: number };

/** What anybody may look for, without an account: registered bodies that exist today, of all France or of an operator's territory. */
export async function searchBodies(ctx: Context<Tables>, { q, kind, operator: slug, limit }: Input) {
  const scope = { kinds: kind, on: ctx.today(), limit };
  if (slug === undefined) return { rows: await searchRegister(ctx.tx, q, scope) };
  const operator = await operatorBySlug(ctx.house, slug);
  if (!operator) throw refuse('organisations.unknown-operator', { asked: slug }, 'operator');
  const view = await operatorOn(ctx.house, operator.id, ctx.today());
  const among = view.territory.filter(({ id }) => !view.isDeclared(id)).map(({ id }) => id);
  return { rows: await searchRegister(ctx.tx, q, { ...scope, among }) };
}
