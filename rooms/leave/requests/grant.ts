// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Agent } from '../agents/read-agents.ts';
import type { Plan } from '../counters/plan-draw.ts';
import { postMovements } from '../counters/post-movements.ts';
import { settleYear } from '../counters/settle-year.ts';
import type { Span } from '../law/span.ts';
import { daysOf } from '../law/span.ts';
import type { Tables } from '../tables.ts';
import { saySpan } from './active-leave.ts';
import type { Kind } from './consider.ts';

/** Takes from the counters what a granted absence takes, month by month, and settles what follows from it (fractionnement, RTT). */
export async function takeFrom(
  ctx: Context<Tables>,
  { agent, kind, span, plan, requestId }: { agent: Agent; kind: Kind; span: Span; plan: Plan | null; requestId: string },
): Promise<void> {
  const { counter } = kind;
  if (counter && plan)
    await postMovements(
      ctx,
      plan.draws.map(({ year, onDay, amount }) => ({
        agentId: agent.id,
        counter,
        year,
        what: 'taken',
        amount: -amount,
        onDay,
        requestId,
        says: `${kind.label} ${saySpan(span)}`,
      })),
    );
  if (counter === 'annual' || kind.is_health || !kind.is_service) await settleYears(ctx, agent.id, span);
}

/** Gives back what a request took, from a day on; all of it unless said. */
export async function giveBack(
  ctx: Context<Tables>,
  { agent, kind, span, requestId, says }: { agent: Agent; kind: Kind; span: Span; requestId: string; says: string },
): Promise<void> {
  const taken = await ctx.tx
    .selectFrom('leave.movement')
    .select(({ fn }) => ['counter', 'year', 'on_day', fn.sum<number>('amount').as('amount')])
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', requestId)
    .groupBy(['counter', 'year', 'on_day'])
    .orderBy('on_day')
    .execute();
  await postMovements(
    ctx,
    taken.map(({ counter, year, on_day, amount }) => ({
      agentId: agent.id,
      counter,
      year,
      what: 'given-back',
      amount: -Number(amount),
      onDay: on_day,
      requestId,
      says,
    })),
  );
  if (kind.counter === 'annual' || kind.is_health || !kind.is_service) await settleYears(ctx, agent.id, span);
}

async function settleYears(ctx: Context<Tables>, agentId: string, span: Span): Promise<void> {
  const { from, until } = daysOf(span);
  for (let year = from.year; year <= until.year; year += 1) await settleYear(ctx, agentId, year);
}
