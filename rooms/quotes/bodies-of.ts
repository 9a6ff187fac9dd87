// SPDX-License-Identifier: EUPL-1.2
import { registerOn, searchRegister, type BodyFacts } from '#rooms/organisations/api.ts';
import type { Context } from '#platform/context.ts';

export type KnownBodies = {
  bySiren(siren: string): BodyFacts | undefined;
  byInsee(code: string): BodyFacts | undefined;
  find(id: string): BodyFacts | undefined;
  roster(epciId: string): readonly BodyFacts[];
  bySlug(slug: string): BodyFacts | undefined;
  epciOf(memberId: string): BodyFacts | undefined;
  /** The EPCI and bodies of which the operator's territory is the list; empty when it serves everybody. */
  parts: readonly BodyFacts[];
  isOutside(body: { readonly id: string }): boolean;
};

/** The bodies as the operator in the address knows them on a day, from memory. */
export async function bodiesOf<T>(ctx: Context<T>, day: Temporal.PlainDate): Promise<KnownBodies> {
  const register = registerOn(ctx.house, day);
  return { ...register, parts: [], isOutside: () => false };
}

/** Bodies that a person may mean by these words, those of the operator's territory first. */
export async function searchBodies<T>(ctx: Context<T>, known: KnownBodies, words: string, limit: number): Promise<BodyFacts[]> {
  // The search reads reference tables, which any transaction may: only the row types differ.
  const tx = ctx.tx as unknown as Parameters<typeof searchRegister>[0];
  const hits = await searchRegister(tx, words, { on: ctx.today(), limit });
  const bodies = hits.flatMap(({ id }) => known.find(id) ?? []);
  return bodies.toSorted((one, other) => Number(known.isOutside(one)) - Number(known.isOutside(other)));
}
