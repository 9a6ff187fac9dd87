// SPDX-License-Identifier: EUPL-1.2
import { operatorOn, searchRegister, type BodyFacts } from '#rooms/organisations/api.ts';
import type { Context } from '#platform/context.ts';

/** The bodies of France as the operator in the address knows them on a day. */
export type KnownBodies = {
  find(id: string): BodyFacts | undefined;
  bySiren(siren: string): BodyFacts | undefined;
  byInsee(code: string): BodyFacts | undefined;
  bySlug(slug: string): BodyFacts | undefined;
  roster(epciId: string): readonly BodyFacts[];
  epciOf(memberId: string): BodyFacts | undefined;
  /** The EPCI and bodies of which the operator's territory is the list; empty when it serves everybody. */
  parts: readonly BodyFacts[];
  isOutside(body: { readonly id: string }): boolean;
  /** The day is earlier than every edition of the register: composition and population are later than it. */
  isBeforeRegister: boolean;
};

/** The bodies of a day, from memory. An operator that has not listed any territory yet serves everybody. */
export async function bodiesOf<T>(ctx: Context<T>, day: Temporal.PlainDate): Promise<KnownBodies> {
  const { find, bySiren, byInsee, bySlug, roster, parts, register, isInTerritory } = await operatorOn(ctx.house, ctx.organisation, day);
  const isOutside = parts.length === 0 ? () => false : (body: { readonly id: string }) => !isInTerritory(body.id);
  return { find, bySiren, byInsee, bySlug, roster, epciOf: register.epciOf, parts, isOutside, isBeforeRegister: register.isBeforeFirst };
}

/** Bodies that a person may mean by these words, those of the operator's territory first. */
export async function searchBodies<T>(ctx: Context<T>, known: KnownBodies, words: string, limit: number): Promise<BodyFacts[]> {
  // The search reads reference tables, which any transaction may: only the row types differ.
  const tx = ctx.tx as unknown as Parameters<typeof searchRegister>[0];
  const hits = await searchRegister(tx, words, { on: ctx.today(), limit });
  const bodies = hits.flatMap(({ id }) => known.find(id) ?? []);
  return bodies.toSorted((one, other) => Number(known.isOutside(one)) - Number(known.isOutside(other)));
}
