// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, countRoster, editionNamed } from '#rooms/catalogue/api.ts';
import { operatorOn, type OperatorView } from '#rooms/organisations/api.ts';
import { owedOn } from './history/what-is-owed.ts';
import { follow, priceOf, type Cadre } from './recount.ts';
import { rosterDays } from './roster-days.ts';
import { MUTUALISED } from './start-adhesion.ts';
import { termsOf } from './successions/terms.ts';
import type { Tables } from './tables.ts';

type Since = {
  from: string;
  /** On the first day of a cadre, whom its own amount does not count, or still counts. */
  arriving?: string;
  leaving?: string;
  /** What an accepted quote says of the first day. */
  agreed?: { yearlyCents: number; quoteId: string };
};

/**
 * Counts a territory again on each day, from one on, when a body joins or leaves it, and writes what it then owes: that the participation follows
 * the number of those counted is in the tariff that was voted, and asks no other deliberation. What an accepted quote set stands; a territory whose terms nobody knows
 * keeps its amount. Counted twice, nothing changes.
 */
export async function recountFrom(ctx: Context<Tables>, cadreId: string, { from, arriving, leaving, agreed }: Since): Promise<void> {
  const cadre = await lockedCadre(ctx, cadreId);
  if (cadre.yearly_cents === null || (cadre.ends_on !== null && cadre.ends_on < from)) return;
  const days = await rosterDays(ctx, cadre, from);
  if (arriving !== undefined || leaving !== undefined) days.unshift({ on: from, causeId: cadre.id, cause: arriving ? 'joined' : 'left' });
  if (days.length === 0) return;
  const counted = await counter(ctx, cadre);
  if (!counted) return;
  const standing = await standingRecounts(ctx, cadreId, from);
  const isFirstDay = from === cadre.begins_on;
  let owed = (await owedOn(ctx, cadreId, isFirstDay ? from : eveOf(from))) ?? cadre.yearly_cents;
  for (const day of days) {
    const row = standing.find(({ takes_effect_on }) => takes_effect_on === day.on);
    const members = await membersOn(ctx, cadre, day.on);
    const isShifted = day.on === from && (arriving !== undefined || leaving !== undefined);
    const former = isShifted
      ? [...members.filter((id) => id !== arriving), ...(leaving === undefined || members.includes(leaving) ? [] : [leaving])]
      : await membersOn(ctx, cadre, eveOf(day.on));
    const [before, after] = [counted.count(former), counted.count(members)];
    const said = day.on === from && agreed ? agreed : row?.quote_id ? { yearlyCents: row.yearly_cents, quoteId: row.quote_id } : null;
    const yearlyCents = said?.yearlyCents ?? (before === after ? owed : follow(owed, await counted.price(former), await counted.price(members)));
    if (row && row.yearly_cents === yearlyCents && row.before_cents === owed) {
      owed = yearlyCents;
      continue;
    }
    if (row) await replace(ctx, row.id);
    if (yearlyCents !== owed)
      await write(ctx, cadre, { ...day, before, after, owed, yearlyCents, quoteId: said?.quoteId ?? null, causeId: row?.cause_id ?? day.causeId });
    owed = yearlyCents;
  }
  // On a day when nobody joins or leaves any more, nothing is counted again.
  for (const row of standing) if (!days.some(({ on }) => on === row.takes_effect_on)) await replace(ctx, row.id);
}

type LockedCadre = Cadre & { number: string; begins_on: string; ends_on: string | null; yearly_cents: number | null };

function lockedCadre(ctx: Context<Tables>, id: string): Promise<LockedCadre> {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'payer_id', 'edition', 'cadre_id', 'quote_id', 'begins_on', 'ends_on', 'yearly_cents'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

function standingRecounts(ctx: Context<Tables>, cadreId: string, from: string) {
  return ctx.tx
    .selectFrom('adhesions.recount')
    .select(['id', 'takes_effect_on', 'cause_id', 'before_cents', 'yearly_cents', 'quote_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', cadreId)
    .where('takes_effect_on', '>=', from)
    .where('replaced_at', 'is', null)
    .execute();
}

async function membersOn(ctx: Context<Tables>, { payer_id: payerId }: Cadre, on: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('adhesions.membership')
    .select('beneficiary_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('payer_id', '=', payerId)
    .where('beneficiary_id', '<>', payerId)
    .where('scope', '=', MUTUALISED)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('beneficiary_id')
    .execute();
  return rows.map(({ beneficiary_id }) => beneficiary_id);
}

/** How many of these bodies the edition counts, and what the territory would pay with them. Null where its terms are told nowhere. */
async function counter(ctx: Context<Tables>, cadre: Cadre) {
  const known = (await termsOf(ctx, [cadre])).get(cadre.id);
  const record = known && (await editionNamed(ctx, ctx.organisation, cadre.edition));
  if (!record) return null;
  const register: OperatorView = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const edition = compileEdition(record.edition);
  return {
    count: (ids: readonly string[]): number =>
      countRoster(
        edition,
        ids.flatMap((id) => register.find(id) ?? []),
        'totale',
        register.find,
      ).counted,
    price: (ids: readonly string[]) => priceOf(ctx, cadre, { known, register }, ids),
  };
}

async function replace(ctx: Context<Tables>, id: string): Promise<void> {
  await ctx.tx
    .updateTable('adhesions.recount')
    .set({ replaced_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
}

type Written = {
  on: string;
  causeId: string;
  cause: 'joined' | 'left';
  before: number;
  after: number;
  owed: number;
  yearlyCents: number;
  quoteId: string | null;
};

async function write(ctx: Context<Tables>, cadre: LockedCadre, { on, causeId, cause, before, after, owed, yearlyCents, quoteId }: Written) {
  const id = ctx.newId();
  await ctx.tx
    .insertInto('adhesions.recount')
    .values({
      organisation_id: ctx.organisation,
      id,
      convention_id: cadre.id,
      payer_id: cadre.payer_id,
      cause_id: causeId,
      cause,
      takes_effect_on: on,
      counted_before: before,
      counted_after: after,
      before_cents: owed,
      yearly_cents: yearlyCents,
      quote_id: quoteId,
      recorded_at: ctx.now().toString(),
      recorded_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      replaced_at: null,
    })
    .execute();
  const { id: conventionId, payer_id: beneficiaryId } = cadre;
  await ctx.tell('adhesions.recounted', { conventionId, beneficiaryId, recountId: id, on, yearlyCents }, { heardIn: beneficiaryId });
}

function eveOf(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
