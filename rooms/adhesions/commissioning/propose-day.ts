// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { metropole } from '#platform/calendar/public-holidays.ts';
import { isWorkingDay } from '#platform/calendar/working-days.ts';
import { inContext } from '#platform/make-context.ts';
import type { Opening } from '#rooms/rights/api.ts';
import { authorOf } from '../author.ts';
import { refuse } from '../contract/commissioning.ts';
import type { Tables } from '../tables.ts';
import { isCommissioning, proposedDay } from './proposed-day.ts';

type Opened = { id: string; payerId: string; opening: Opening };

/** Proposes a day to whoever has a right to a first commissioning, when it opens. Said again, nothing changes. */
export async function proposeFirstDays(ctx: Context<Tables>, opened: readonly Opened[]): Promise<void> {
  const due = opened.filter(({ opening }) => !opening.continues && opening.allowances.some(({ key }) => isCommissioning(key)));
  if (due.length === 0) return;
  await ctx.tx
    .insertInto('adhesions.commissioning')
    .values(
      due.map(({ id, payerId, opening }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id: id,
        payer_id: payerId,
        beneficiary_id: opening.beneficiaryId,
        rank: 1,
        on_day: proposedDay(opening.beginsOn, ctx.today()).toString(),
        proposed_by: 'rule' as const,
        author: authorOf(ctx),
        proposed_at: ctx.now().toString(),
        note: '',
        agreed_by: null,
        agreed_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'convention_id', 'rank']).doNothing())
    .execute();
}

/**
 * Another day, proposed by the side that asks; the operator may propose the first one, where no right to a commissioning has. Refuses a day off, a day that is past,
 * one before the opening, and a convention that has ended.
 */
export async function proposeDay(ctx: Context<Tables>, { id, on, note }: { id: string; on: string; note: string }): Promise<void> {
  await asSide(ctx, id, async (inside, side, last) => {
    const day = Temporal.PlainDate.from(on);
    if (Temporal.PlainDate.compare(day, ctx.today()) < 0) throw refuse('adhesions.commissioning-past', {}, 'on');
    if (last.ends_on !== null && Temporal.PlainDate.compare(day, last.ends_on) > 0) throw refuse('adhesions.commissioning-after-the-end', {}, 'on');
    if (Temporal.PlainDate.compare(day, last.begins_on) < 0) throw refuse('adhesions.commissioning-before-opening', {}, 'on');
    if (!isWorkingDay(day, 'ouvres', metropole)) throw refuse('adhesions.commissioning-day-off', {}, 'on');
    await inside.tx
      .insertInto('adhesions.commissioning')
      .values({
        organisation_id: inside.organisation,
        id: inside.newId(),
        convention_id: id,
        payer_id: last.payer_id,
        beneficiary_id: last.beneficiary_id,
        rank: last.rank + 1,
        on_day: on,
        proposed_by: side,
        author: authorOf(ctx),
        proposed_at: ctx.now().toString(),
        note,
        agreed_by: null,
        agreed_at: null,
      })
      .execute();
    await inside.tell(
      'adhesions.commissioning-proposed',
      { conventionId: id, beneficiaryId: last.beneficiary_id, on },
      { heardIn: last.beneficiary_id },
    );
  });
}

/** Agrees on the day that the other side, or the rule, proposed. Refuses one's own proposal. Said again, nothing changes. */
export async function agreeOnDay(ctx: Context<Tables>, { id, on }: { id: string; on: string }): Promise<void> {
  await asSide(ctx, id, async (inside, side, last) => {
    if (last.on_day === null) throw refuse('adhesions.no-commissioning');
    if (last.on_day !== on) throw refuse('adhesions.commissioning-changed', {}, 'on');
    if (last.agreed_at) return;
    if (last.proposed_by === side) throw refuse('adhesions.commissioning-own');
    await inside.tx
      .updateTable('adhesions.commissioning')
      .set({ agreed_by: authorOf(ctx), agreed_at: ctx.now().toString() })
      .where('organisation_id', '=', inside.organisation)
      .where('convention_id', '=', id)
      .where('rank', '=', last.rank)
      .execute();
    await inside.tell(
      'adhesions.commissioning-agreed',
      { conventionId: id, beneficiaryId: last.beneficiary_id, on },
      { heardIn: last.beneficiary_id },
    );
  });
}

type Last = Pick<Tables['adhesions.commissioning'], 'payer_id' | 'beneficiary_id' | 'agreed_at'> & {
  begins_on: string;
  ends_on: string | null;
  /** 0 and nobody where none was proposed yet. */
  rank: number;
  on_day: string | null;
  proposed_by: Tables['adhesions.commissioning']['proposed_by'] | null;
};

/** Runs an act in the operator that owns the convention: a member writes nothing itself, its row has shown it the proposal. */
async function asSide(
  ctx: Context<Tables>,
  conventionId: string,
  act: (inside: Context<Tables>, side: 'operator' | 'member', last: Last) => Promise<void>,
): Promise<void> {
  const operatorId = await operatorOf(ctx, conventionId);
  const run = async (inside: Context<Tables>): Promise<void> => {
    const convention = await inside.tx
      .selectFrom('adhesions.convention')
      .select(['begins_on', 'ends_on', 'payer_id', 'beneficiary_id'])
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', conventionId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const last = await inside.tx
      .selectFrom('adhesions.commissioning')
      .select(['rank', 'on_day', 'proposed_by', 'agreed_at'])
      .where('organisation_id', '=', inside.organisation)
      .where('convention_id', '=', conventionId)
      .orderBy('rank', 'desc')
      .executeTakeFirst();
    const none = { rank: 0, on_day: null, proposed_by: null, agreed_at: null };
    await act(inside, inside === ctx ? 'operator' : 'member', { ...convention, ...(last ?? none) });
  };
  if (operatorId === ctx.organisation) return run(ctx);
  const entry = { actor: ctx.actor, organisation: operatorId, requestId: ctx.requestId };
  return inContext<Tables, void>(ctx.house, entry, run);
}

/** Whose convention it is, for the operator itself and for the body to which a day was proposed. */
async function operatorOf(ctx: Context<Tables>, conventionId: string): Promise<string> {
  const proposed = await ctx.tx
    .selectFrom('adhesions.commissioning')
    .select('organisation_id')
    .where('convention_id', '=', conventionId)
    .where((where) => where.or([where('organisation_id', '=', ctx.organisation), where('beneficiary_id', '=', ctx.organisation)]))
    .executeTakeFirst();
  if (proposed) return proposed.organisation_id;
  const own = await ctx.tx
    .selectFrom('adhesions.convention')
    .select('organisation_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', conventionId)
    .executeTakeFirst();
  if (!own) throw refuse('adhesions.no-commissioning');
  return own.organisation_id;
}
