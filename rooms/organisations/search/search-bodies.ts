// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyKind } from '../body-kinds.ts';
import type { Tables } from '../tables.ts';
import { searchRegister } from './search-register.ts';

/** What anybody may look for, without an account: registered bodies that exist today. */
export async function searchBodies(ctx: Context<Tables>, input: { q: string; kind?: BodyKind[] | undefined; limit: number }) {
  return { rows: await searchRegister(ctx.tx, input.q, { kinds: input.kind, on: ctx.today(), limit: input.limit }) };
}
