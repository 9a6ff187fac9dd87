// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, countRoster, editionNamed } from '#rooms/catalogue/api.ts';
import type { BodyFacts, OperatorView } from '#rooms/organisations/api.ts';
import type { Sensitivity } from '#rooms/quotes/api.ts';
import { MUTUALISED } from './start-adhesion.ts';
import { termsOf } from './successions/terms.ts';
import type { Tables } from './tables.ts';

export type Recount = {
  isCounted: boolean | null;
  /** Why the edition counts it or not, in French. */
  why: string;
  countedBefore: number;
  countedAfter: number;
  /** What the territory pays a year once it has joined; null where the edition gives no price: a quote must. */
  yearlyCents: number | null;
};

type Cadre = Pick<Tables['adhesions.convention'], 'id' | 'payer_id' | 'edition' | 'cadre_id' | 'quote_id' | 'yearly_cents'>;

/** Counts a territory again with one more body, on the day when it joins, under the edition of its cadre. */
export async function recountWith(
  ctx: Context<Tables>,
  cadre: Cadre,
  { view, body, on }: { view: OperatorView; body: BodyFacts; on: string },
): Promise<Recount> {
  const standing = await ctx.tx
    .selectFrom('adhesions.membership')
    .select('beneficiary_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('payer_id', '=', cadre.payer_id)
    .where('scope', '=', MUTUALISED)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .execute();
  const members = standing.flatMap(({ beneficiary_id: id }) => (id === cadre.payer_id ? [] : (view.find(id) ?? [])));
  const record = await editionNamed(ctx, ctx.organisation, cadre.edition);
  if (!record) throw new Error(`edition ${cadre.edition} is gone`);
  const count = (bodies: readonly BodyFacts[]) => countRoster(compileEdition(record.edition), bodies, 'totale', view.find);
  const before = count(members);
  const after = count([...members, body]);
  const mine = after.bodies.find(({ id }) => id === body.id);
  const terms = (await termsOf(ctx, [cadre])).get(cadre.id);
  return {
    isCounted: mine?.isCounted ?? null,
    why: mine?.why ?? 'L’édition ne dit pas si elle la compte.',
    countedBefore: before.counted,
    countedAfter: after.counted,
    yearlyCents: amountFor(after.counted, cadre.yearly_cents, before.counted, terms?.priced.sensitivity?.bodies ?? null),
  };
}

/** Pure. The column of the grid goes up to `upTo`; the next step is priced for its first body, further ones need a quote. */
export function amountFor(counted: number, yearlyCents: number | null, before: number, grid: Sensitivity['bodies'] | null): number | null {
  if (counted === before) return yearlyCents;
  if (!grid || yearlyCents === null) return null;
  if (counted <= grid.upTo) return yearlyCents;
  if (counted !== grid.nextStepAt || grid.nextStepCents === null) return null;
  return yearlyCents + grid.nextStepCents;
}
