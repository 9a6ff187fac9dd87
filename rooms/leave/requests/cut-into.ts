// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import { planDraw } from '../counters/plan-draw.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import { count, daysOf, isEmpty, type Span } from '../law/span.ts';
import type { Tables } from '../tables.ts';
import { activeLeave, type Active } from './active-leave.ts';
import { writeAnswer } from './write-answer.ts';
import { giveBack, takeFrom } from './grant.ts';
import { kindNamed } from './kind-asked-for.ts';
import { writeRequest } from './write-request.ts';

/**
 * Illness during a leave gives the leave back: what it covers is recalled, what stands before or after it is granted anew, in the same
 * transaction (CJUE, 21 juin 2012, ANGED, C-78/11).
 */
export async function cutInto(ctx: Context<Tables>, { agent, span, says }: { agent: Agent; span: Span; says: string }): Promise<void> {
  const { from, until } = daysOf(span);
  const standing = (await activeLeave(ctx, { agentIds: [agent.id], from, until })).filter((one) => one.counter !== null && one.overlaps(span));
  for (const one of standing) await cut(ctx, agent, one, { from, until }, says);
}

type Days = { from: Temporal.PlainDate; until: Temporal.PlainDate };

async function cut(ctx: Context<Tables>, agent: Agent, standing: Active, illness: Days, says: string): Promise<void> {
  const row = await ctx.tx
    .selectFrom('leave.request')
    .select(['kind_id', 'comment', 'is_on_behalf'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', standing.id)
    .executeTakeFirstOrThrow();
  const kind = await kindNamed(ctx, row.kind_id);
  if (!kind) throw new Error(`the kind ${row.kind_id} of a request is gone`);
  await ctx.tx
    .updateTable('leave.request')
    .set(({ eb }) => ({ status: 'recalled', decided_at: ctx.now().toString(), version: eb('version', '+', 1) }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', standing.id)
    .execute();
  await writeAnswer(ctx, standing.id, 'recalled', says, null);
  if (standing.status === 'approved') await giveBack(ctx, { agent, kind, span: standing.span, requestId: standing.id, says: `Rendu : ${says}` });
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  for (const rest of around(standing.span, illness)) {
    const counted = count(rest, agent.times, calendar);
    if (counted.halves.length === 0) continue;
    const id = await writeRequest(ctx, {
      agent,
      kindId: kind.id,
      span: rest,
      counted,
      status: standing.status,
      comment: row.comment,
      replacesId: standing.id,
      isOnBehalf: row.is_on_behalf,
    });
    if (standing.status !== 'approved' || !kind.counter) continue;
    const accounts = (await readAccounts(ctx, [agent.id])).filter(({ counter }) => counter === kind.counter);
    await takeFrom(ctx, { agent, kind, span: rest, plan: planDraw(kind.counter, accounts, counted, agent.unit), requestId: id });
  }
}

/** What of a leave stands before and after these days. */
function around(span: Span, { from, until }: Days): Span[] {
  if (span.unit === 'hour') return [];
  const before: Span = { ...span, until: from.subtract({ days: 1 }), untilHalf: 'pm' };
  const after: Span = { ...span, from: until.add({ days: 1 }), fromHalf: 'am' };
  return [before, after].filter((rest) => !isEmpty(rest));
}
