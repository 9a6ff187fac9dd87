// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Counter, Tables } from '../tables.ts';
import { anyOf } from './any-of.ts';
import type { Account } from './plan-draw.ts';

export type AgentAccount = Account & { agentId: string; counter: Counter; acquired: number; taken: number };

/** Accounts of agents: the sums of their movements until a day, and the last day of use of what was carried over. One query each, for all. */
export async function readAccounts(ctx: Context<Tables>, agentIds: readonly string[], until?: Temporal.PlainDate): Promise<AgentAccount[]> {
  if (agentIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('leave.movement')
    .select(({ fn }) => [
      'agent_id',
      'counter',
      'year',
      fn.sum<number>('amount').as('left'),
      fn.sum<number>('amount').filterWhere('what', 'in', ['taken', 'given-back']).as('taken'),
    ])
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', anyOf(agentIds))
    .$if(until !== undefined, (query) => query.where('on_day', '<=', String(until)))
    .groupBy(['agent_id', 'counter', 'year'])
    .orderBy('year')
    .execute();
  const carried = await ctx.tx
    .selectFrom('leave.carry_over')
    .select(['agent_id', 'counter', 'year', 'until_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', anyOf(agentIds))
    .execute();
  const untilOf = new Map(carried.map(({ agent_id, counter, year, until_on }) => [`${agent_id} ${counter} ${year}`, until_on]));
  return rows.map(({ agent_id, counter, year, left, taken }) => {
    const last = untilOf.get(`${agent_id} ${counter} ${year}`);
    const used = -Number(taken ?? 0);
    return {
      agentId: agent_id,
      counter,
      year,
      left: Number(left),
      taken: used,
      acquired: Number(left) + used,
      until: last ? Temporal.PlainDate.from(last) : null,
    };
  });
}
