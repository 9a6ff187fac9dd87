// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readAgents } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { sayAmount } from '../requests/say-amount.ts';
import type { Counter, Tables } from '../tables.ts';
import { NO_YEAR } from './plan-draw.ts';
import { holdAgent, postMovements } from './post-movements.ts';
import { readAccounts } from './read-accounts.ts';

type Wanted = { id: string; counter: Counter; year?: number | null | undefined; amount: number; isOpening: boolean; reason: string };

/** Adds to a counter by hand, or takes from it, with the reason. Refuses to leave less than nothing. */
export async function adjustAccount(ctx: Context<Tables>, { id, counter, year, amount, isOpening, reason }: Wanted): Promise<void> {
  if (!(await holdAgent(ctx, id))) throw refuse('leave.unknown-agent');
  const [agent] = await readAgents(ctx, { ids: [id] });
  if (!agent) throw refuse('leave.unknown-agent');
  const hasYear = counter === 'annual' || counter === 'rtt';
  if (hasYear && !year) throw refuse('leave.year-needed', {}, 'year');
  const unit = counter === 'hours' ? 'hour' : counter === 'cet' ? 'day' : agent.unit;
  const kept = Math.round(unit === 'day' ? amount * 100 : amount);
  const of = hasYear ? (year ?? NO_YEAR) : NO_YEAR;
  const account = (await readAccounts(ctx, [id])).find((one) => one.counter === counter && one.year === of);
  const left = (account?.left ?? 0) + kept;
  if (left < 0) throw refuse('leave.below-zero', { left: sayAmount(left, unit) }, 'amount');
  const today = ctx.today();
  await postMovements(ctx, [
    {
      agentId: id,
      counter,
      year: of,
      what: isOpening ? 'opening' : 'adjusted',
      amount: kept,
      onDay: of !== NO_YEAR && of < today.year ? Temporal.PlainDate.from({ year: of, month: 12, day: 31 }) : today,
      says: reason,
    },
  ]);
}
