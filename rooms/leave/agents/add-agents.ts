// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inBatches } from '../counters/in-batches.ts';
import { settleAgents } from '../counters/settle-year.ts';
import type { Tables } from '../tables.ts';
import { agentColumns } from './agent-columns.ts';
import type { NewAgent } from './write-working-time.ts';

/** Adds many agents with their cycles and opens their counters of the year, in a number of queries that does not depend on them. Returns their ids in order. */
export async function addAgents(ctx: Context<Tables>, wanted: readonly NewAgent[]): Promise<string[]> {
  const agents = wanted.map((agent) => ({ ...agent, id: ctx.newId() }));
  for (const batch of inBatches(agents)) await write(ctx, batch);
  const ids = agents.map(({ id }) => id);
  await settleAgents(ctx, ids, ctx.today().year);
  return ids;
}

async function write(ctx: Context<Tables>, agents: readonly (NewAgent & { id: string })[]): Promise<void> {
  await ctx.tx
    .insertInto('leave.agent')
    .values(
      agents.map((agent) => ({
        organisation_id: ctx.organisation,
        id: agent.id,
        ...agentColumns(agent),
        sex: agent.sex ?? null,
        created_at: ctx.now().toString(),
      })),
    )
    .execute();
  await ctx.tx
    .insertInto('leave.working_time')
    .values(
      agents.map(({ id, arrivedOn, workingTime: { beginsOn = arrivedOn, terms, breaks, percent, fullTimeMinutes } }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        agent_id: id,
        begins_on: beginsOn,
        ends_on: null,
        first_monday: mondayOf(beginsOn),
        terms: JSON.stringify(terms),
        breaks: breaks ? JSON.stringify(breaks) : null,
        percent,
        full_time_minutes: fullTimeMinutes,
      })),
    )
    .execute();
}

/** The Monday on which the first week of a cycle begins. */
export function mondayOf(day: string): string {
  const first = Temporal.PlainDate.from(day);
  return first.subtract({ days: first.dayOfWeek - 1 }).toString();
}
