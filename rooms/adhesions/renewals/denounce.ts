// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { nameOf } from '../campaigns/campaign-record.ts';
import { refuse } from '../contract/renewals.ts';
import { endConvention } from '../end-convention.ts';
import type { ConventionRow } from '../successions/succeed.ts';
import type { Tables } from '../tables.ts';
import { denouncedUntil, lockConvention, refuseFollowed } from './lock-convention.ts';
import { noticeDay } from './next-term.ts';

type Denunciation = { byName: string; byTitle: string; reason: string };
export type Verdict = { outcome: 'accepted' | 'refused'; says: string; lastOn: string | null; deadlineOn: string | null };

/** Records for the operator a denunciation that it received. One that came late is refused, unless it says why it is admitted. */
export async function recordDenunciation(ctx: Context<Tables>, { id, ...asked }: Denunciation & { id: string; receivedOn: string; waiver: string }) {
  if (asked.receivedOn > ctx.today().toString()) throw refuse('adhesions.denounced-in-the-future', {}, 'receivedOn');
  return denounce(ctx, id, asked);
}

/** The body in the address denounces a convention that it pays: written in the operator's body, whose row has shown itself to this one. */
export async function denounceMine(ctx: Context<Tables>, { id, ...asked }: Denunciation & { id: string }) {
  const row = await ctx.tx
    .selectFrom('adhesions.convention')
    .select('organisation_id')
    .where('id', '=', id)
    .where('payer_id', '=', ctx.organisation)
    .where('kind', '<>', 'tripartite')
    .executeTakeFirst();
  if (!row) throw refuse('adhesions.renewal-unknown');
  const entry = { actor: ctx.actor, organisation: row.organisation_id, requestId: ctx.requestId };
  const received = { ...asked, receivedOn: ctx.today().toString(), waiver: '' };
  return inContext<Tables, Awaited<ReturnType<typeof denounce>>>(ctx.house, entry, (inside) => denounce(inside, id, received));
}

async function denounce(ctx: Context<Tables>, id: string, asked: Denunciation & { receivedOn: string; waiver: string }) {
  const convention = await lockConvention(ctx, id);
  if (await denouncedUntil(ctx, id)) throw refuse('adhesions.denounced-already');
  await refuseFollowed(ctx, convention);
  const verdict = judgeDenunciation(convention, Temporal.PlainDate.from(asked.receivedOn), asked.waiver);
  await ctx.tx
    .insertInto('adhesions.denunciation')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      convention_id: id,
      payer_id: convention.payer_id,
      beneficiary_id: convention.beneficiary_id,
      received_on: asked.receivedOn,
      by_name: asked.byName,
      by_title: asked.byTitle,
      reason: asked.reason,
      deadline_on: verdict.deadlineOn,
      outcome: verdict.outcome,
      says: verdict.says,
      last_on: verdict.lastOn,
      recorded_by: nameOf(ctx),
      recorded_at: ctx.now().toString(),
    })
    .execute();
  const { outcome, says, lastOn } = verdict;
  if (lastOn !== null && convention.ends_on === null) await endConvention(ctx, { id, lastOn, reason: `Dénonciation : ${asked.reason}` });
  const payerId = convention.payer_id;
  await ctx.tell('adhesions.denounced', { conventionId: id, payerId, outcome }, { heardIn: payerId });
  return { outcome, says, lastOn };
}

type Judged = Pick<ConventionRow, 'ends_on' | 'renewal' | 'notice_months'>;

/** Whether a denunciation came in time, and when the convention ends by it. Without tacit renewal, it ends at its term anyway. Pure. */
export function judgeDenunciation({ ends_on, renewal, notice_months }: Judged, receivedOn: Temporal.PlainDate, waiver: string): Verdict {
  if (ends_on === null) {
    const lastOn = receivedOn.add({ months: notice_months });
    const says = `Reçue le ${formatDay(receivedOn)} : avec ${notice_months} mois de préavis, la convention prend fin le ${formatDay(lastOn)}.`;
    return { outcome: 'accepted', says, lastOn: lastOn.toString(), deadlineOn: null };
  }
  const term = Temporal.PlainDate.from(ends_on);
  if (renewal === 'none') {
    const says = `La convention prend fin à son terme, le ${formatDay(term)} : elle ne sera pas renouvelée.`;
    return { outcome: 'accepted', says, lastOn: ends_on, deadlineOn: null };
  }
  const deadline = noticeDay(term, notice_months);
  const frame = { deadlineOn: deadline.toString() };
  const isLate = Temporal.PlainDate.compare(receivedOn, deadline) > 0;
  if (isLate && waiver === '') {
    const says = `Reçue le ${formatDay(receivedOn)}, après le ${formatDay(deadline)}, dernier jour du préavis de ${notice_months} mois : la convention est reconduite.`;
    return { outcome: 'refused', says, lastOn: null, ...frame };
  }
  const says = isLate
    ? `Reçue le ${formatDay(receivedOn)}, après le ${formatDay(deadline)}, admise par exception : ${waiver}`
    : `Reçue le ${formatDay(receivedOn)}, dans le délai qui courait jusqu’au ${formatDay(deadline)} : la convention prend fin le ${formatDay(term)}.`;
  return { outcome: 'accepted', says, lastOn: ends_on, ...frame };
}
