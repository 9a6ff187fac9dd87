// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, countRoster, editionNamed } from '#rooms/catalogue/api.ts';
import { operatorOn, type OperatorView } from '#rooms/organisations/api.ts';
import { owedOn } from './history/what-is-owed.ts';
import { follow, priceOf, type Cadre } from './recount.ts';
import { rosterDays, type RosterDay } from './roster-days.ts';
import { MUTUALISED } from './start-adhesion.ts';
import { termsOf, type Terms } from './successions/terms.ts';
import type { Tables } from './tables.ts';

type Since = {
  from: string;
  /** On the first day of a cadre, whom its own amount does not count, or still counts. */
  shift?: Shift;
  /** What an accepted quote says of the first day. */
  agreed?: { yearlyCents: number; quoteId: string };
  /** The day of a change of the register itself: those who stood before it are counted as it told them then. */
  changedOn?: string;
};

export type Shift = {
  arriving?: readonly string[];
  leaving?: readonly string[];
  /** Who paid before, where another does since. */
  formerPayerId?: string;
  /** What was subscribed before, where more is since. */
  formerVolume?: Terms['request']['volume'];
};

/**
 * Counts a territory again on each day, from one on, when a body joins or leaves it, and writes what it then owes: that the participation follows
 * the number of those counted is in the tariff that was voted, and asks no other deliberation. What an accepted quote set stands; a territory whose terms nobody knows
 * keeps its amount. Counted twice, nothing changes.
 */
export async function recountFrom(ctx: Context<Tables>, cadreId: string, { from, shift, agreed, changedOn }: Since): Promise<void> {
  const cadre = await lockedCadre(ctx, cadreId);
  if (cadre.yearly_cents === null || (cadre.ends_on !== null && cadre.ends_on < from)) return;
  const days = await rosterDays(ctx, cadre, from);
  if (shift) days.unshift({ on: from, joinedBy: shift.arriving || shift.formerVolume ? cadre.id : null, leftBy: shift.leaving ? cadre.id : null });
  if (days.length === 0) return;
  const counted = await counter(ctx, cadre, changedOn);
  if (!counted) return;
  const standing = await standingRecounts(ctx, cadreId, from);
  const isFirstDay = from === cadre.begins_on;
  let owed = (await owedOn(ctx, cadreId, isFirstDay ? from : eveOf(from))) ?? cadre.yearly_cents;
  for (const day of days) {
    const row = standing.find(({ takes_effect_on }) => takes_effect_on === day.on);
    const ids = await membersOn(ctx, cadre, day.on);
    const members: Counted = { ids, on: day.on, payerId: cadre.payer_id };
    const former = day.on === from && shift ? formerOf(members, shift, changedOn) : await eveMembers(ctx, cadre, day.on);
    const [before, after] = [counted.count(former), counted.count(members)];
    const said = day.on === from && agreed ? agreed : row?.quote_id ? { yearlyCents: row.yearly_cents, quoteId: row.quote_id } : null;
    const yearlyCents =
      said?.yearlyCents ?? (before === after && !former.volume ? owed : follow(owed, await counted.price(former), await counted.price(members)));
    if (row && row.yearly_cents === yearlyCents && row.before_cents === owed) {
      owed = yearlyCents;
      continue;
    }
    if (row) await replace(ctx, row.id);
    if (yearlyCents !== owed)
      await write(ctx, cadre, {
        on: day.on,
        ...causeOf(day, { isLess: yearlyCents < owed, known: row, cadreId }),
        before,
        after,
        owed,
        yearlyCents,
        quoteId: said?.quoteId ?? null,
      });
    owed = yearlyCents;
  }
  // On a day when nobody joins or leaves any more, nothing is counted again.
  for (const row of standing) if (!days.some(({ on }) => on === row.takes_effect_on)) await replace(ctx, row.id);
}

/** Those of a day, who pays for them, and what they store where it is not what the cadre says. */
type Counted = { ids: readonly string[]; on: string; payerId: string; volume?: Terms['request']['volume'] };

/** Whom the amount of a cadre counted on its first day. Pure. */
function formerOf(
  { ids, on, payerId }: Counted,
  { arriving = [], leaving = [], formerPayerId = payerId, formerVolume }: Shift,
  changedOn = on,
): Counted {
  const stayed = ids.filter((id) => !arriving.includes(id));
  return {
    ids: [...stayed, ...leaving.filter((id) => !stayed.includes(id))],
    on: eveOf(changedOn),
    payerId: formerPayerId,
    ...(formerVolume && { volume: formerVolume }),
  };
}

async function eveMembers(ctx: Context<Tables>, cadre: LockedCadre, day: string): Promise<Counted> {
  const on = eveOf(day);
  return { ids: await membersOn(ctx, cadre, on), on, payerId: cadre.payer_id };
}

/** Where some join and others leave on one day, the convention that tells which way the amount went. Pure. */
function causeOf(
  { joinedBy, leftBy }: RosterDay,
  { isLess, known, cadreId }: { isLess: boolean; known: { cause: 'joined' | 'left'; cause_id: string } | undefined; cadreId: string },
) {
  const cause = joinedBy === null || (isLess && leftBy !== null) ? ('left' as const) : ('joined' as const);
  const causeId = known?.cause === cause ? known.cause_id : ((cause === 'left' ? leftBy : joinedBy) ?? cadreId);
  return { cause, causeId };
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
    .select(['id', 'takes_effect_on', 'cause', 'cause_id', 'before_cents', 'yearly_cents', 'quote_id'])
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
async function counter(ctx: Context<Tables>, cadre: Cadre, changedOn: string | undefined) {
  const known = (await termsOf(ctx, [cadre])).get(cadre.id);
  const record = known && (await editionNamed(ctx, ctx.organisation, cadre.edition));
  if (!record) return null;
  const edition = compileEdition(record.edition);
  const seenOn = async (on: Temporal.PlainDate): Promise<Seen> => ({ register: await operatorOn(ctx.house, ctx.organisation, on), on });
  const change = changedOn === undefined ? null : Temporal.PlainDate.from(changedOn);
  const now = await seenOn(change && Temporal.PlainDate.compare(change, ctx.today()) > 0 ? change : ctx.today());
  const then = change ? await seenOn(change.subtract({ days: 1 })) : now;
  const seenBy = ({ on }: Counted): Seen => (changedOn !== undefined && on < changedOn ? then : now);
  return {
    count: (roster: Counted): number => {
      const { find } = seenBy(roster).register;
      return countRoster(
        edition,
        roster.ids.flatMap((id) => find(id) ?? []),
        'totale',
        find,
      ).counted;
    },
    price: (roster: Counted) => {
      const terms = roster.volume ? { ...known, request: { ...known.request, volume: roster.volume } } : known;
      return priceOf(ctx, { ...cadre, payer_id: roster.payerId }, { known: terms, ...seenBy(roster) }, roster.ids);
    },
  };
}

type Seen = { register: OperatorView; on: Temporal.PlainDate };

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
