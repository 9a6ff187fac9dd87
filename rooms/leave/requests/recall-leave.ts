// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar } from '../agents/body-calendar.ts';
import { refuse } from '../contract.ts';
import { planDraw } from '../counters/plan-draw.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import { count, daysOf, isEmpty, type Span } from '../law/span.ts';
import type { Tables } from '../tables.ts';
import { findRequest, moveTo } from './find-request.ts';
import { giveBack, takeFrom } from './grant.ts';
import { writeAnswer } from './write-answer.ts';
import { writeRequest } from './write-request.ts';

/** Calls an agent back from a leave that was granted, from a day on or altogether: what is not taken is given back, what was taken stands anew. */
export async function recallLeave(
  ctx: Context<Tables>,
  { id, fromOn, reason }: { id: string; fromOn?: string | null | undefined; reason: string },
): Promise<void> {
  const { row, agent, kind, span, settings, standing, isMine } = await findRequest(ctx, id, { hold: true });
  if (isMine || !(standing.may || ctx.may('leave.manage'))) throw refuse('leave.not-yours-to-answer', { who: 'la personne qui gère les congés' });
  if (row.status !== 'approved') throw refuse('leave.not-under-way');
  if (reason.length < 3) throw refuse('leave.reason-needed', {}, 'reason');
  const { from, until } = daysOf(span);
  const back = fromOn ? Temporal.PlainDate.from(fromOn) : from;
  if (Temporal.PlainDate.compare(back, from) < 0 || Temporal.PlainDate.compare(back, until) > 0) throw refuse('leave.recalled-outside', {}, 'fromOn');
  await writeAnswer(ctx, id, 'recalled', reason, standing.inPlaceOf);
  await moveTo(ctx, id, 'recalled');
  await giveBack(ctx, { agent, kind, span, requestId: id, says: `Rappel : ${reason}` });
  const taken: Span | null = span.unit === 'half-day' ? { ...span, until: back.subtract({ days: 1 }), untilHalf: 'pm' } : null;
  if (taken && !isEmpty(taken)) {
    const counted = count(taken, agent.times, await readCalendar(ctx, settings));
    const rest = await writeRequest(ctx, {
      agent,
      kindId: kind.id,
      span: taken,
      counted,
      status: 'approved',
      comment: row.comment,
      replacesId: id,
      isOnBehalf: row.is_on_behalf,
    });
    const accounts = kind.counter ? (await readAccounts(ctx, [agent.id])).filter(({ counter }) => counter === kind.counter) : [];
    await takeFrom(ctx, {
      agent,
      kind,
      span: taken,
      plan: kind.counter ? planDraw(kind.counter, accounts, counted, agent.unit) : null,
      requestId: rest,
    });
  }
  await ctx.tell('leave.recalled', { requestId: id, agentId: agent.id });
}
