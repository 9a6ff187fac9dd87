// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { compileEdition, countRoster, editionNamed } from '#rooms/catalogue/api.ts';
import type { BodyFacts, OperatorView } from '#rooms/organisations/api.ts';
import { calculate } from '#rooms/quotes/api.ts';
import { yearlyOf } from './campaigns/compare-terms.ts';
import { owedOn } from './history/what-is-owed.ts';
import { MUTUALISED } from './start-adhesion.ts';
import { nextRequest } from './successions/next-request.ts';
import { termsOf, type Terms } from './successions/terms.ts';
import type { Tables } from './tables.ts';

export type Recount = {
  isCounted: boolean | null;
  /** Why the edition counts it or not, in French. */
  why: string;
  countedBefore: number;
  countedAfter: number;
  /** What the territory pays a year on that day, those who joined before counted. */
  beforeCents: number | null;
  /** What it pays a year once this one has joined; null where the edition gives no price: a quote must. */
  yearlyCents: number | null;
};

export type Cadre = Pick<Tables['adhesions.convention'], 'id' | 'payer_id' | 'edition' | 'cadre_id' | 'quote_id'>;

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
  const beforeCents = await owedOn(ctx, cadre.id, on);
  const known = (await termsOf(ctx, [cadre])).get(cadre.id);
  const price = (bodies: readonly BodyFacts[]) =>
    priceOf(
      ctx,
      cadre,
      { known, register: view },
      bodies.map(({ id }) => id),
    );
  const isMoved = after.counted !== before.counted;
  const [priceBefore, priceAfter] = isMoved ? [await price(members), await price([...members, body])] : [0, 0];
  return {
    isCounted: mine?.isCounted ?? null,
    why: mine?.why ?? 'L’édition ne dit pas si elle la compte.',
    countedBefore: before.counted,
    countedAfter: after.counted,
    beforeCents,
    yearlyCents:
      beforeCents === null || priceBefore === null || priceAfter === null
        ? null
        : isMoved
          ? follow(beforeCents, priceBefore, priceAfter)
          : beforeCents,
  };
}

/** What was agreed stands, and the tariff says what one more adds to it or one less takes from it. What it cannot price changes nothing. Pure. */
export function follow(owed: number, priceBefore: number | null, priceAfter: number | null): number {
  if (priceAfter === null) return owed;
  // Beyond the grid before, under a quote, and within it again.
  if (priceBefore === null) return Math.min(owed, priceAfter);
  // What is paid beyond today's price, for those who left, is not paid twice.
  if (priceAfter > priceBefore) return owed + Math.max(0, priceAfter - Math.max(priceBefore, owed));
  return owed - Math.max(0, Math.min(priceBefore, owed) - priceAfter);
}

/** `on`: the day of that register, where it is not today's. */
type Known = { known: Terms | undefined; register: OperatorView; on?: Temporal.PlainDate };

/** What the territory would pay with these members, to the cent; null where the edition has no price for them. */
export async function priceOf(
  ctx: Context<Tables>,
  { payer_id: payerId, edition }: Cadre,
  { known, register, on }: Known,
  memberIds: readonly string[],
) {
  if (!known) return null;
  try {
    const { priced } = await calculate(ctx, nextRequest(known, { payerId, memberIds, edition, register }), on);
    return priced.lines.some(({ payer }) => payer === payerId) ? yearlyOf(priced, payerId) : null;
  } catch (error) {
    // What the edition cannot price is for a quote to say; anything else is a bug.
    if (error instanceof Refusal) return null;
    throw error;
  }
}
