// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readAgents } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { accountViews } from '../counters/account-views.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import type { Counter, Tables } from '../tables.ts';

type Asked = { id: string; counter?: Counter | undefined; year?: number | undefined; page: number; size: number };

/** Every movement of an agent's counters, the latest first: one's own, or any for whoever manages leave. */
export async function readLedger(ctx: Context<Tables>, { id, counter, year, page, size }: Asked) {
  const [agent] = await readAgents(ctx, { ids: [id] });
  const isMine = ctx.actor.kind === 'person' && agent?.personId === ctx.actor.personId;
  if (!agent || !(isMine || ctx.may('leave.manage'))) throw refuse('leave.unknown-agent');
  let query = ctx.tx.selectFrom('leave.movement').where('organisation_id', '=', ctx.organisation).where('agent_id', '=', id);
  if (counter) query = query.where('counter', '=', counter);
  if (year) query = query.where('year', '=', year);
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return {
    agent: { id: agent.id, name: agent.name, unit: agent.unit },
    accounts: await accountViews(ctx, agent, ctx.today()),
    rows: rows.map((row) => ({
      id: row.id,
      counter: row.counter,
      year: row.year === NO_YEAR ? null : row.year,
      what: row.what,
      amount: row.counter === 'hours' || (agent.unit === 'hour' && row.counter !== 'cet') ? row.amount : row.amount / 100,
      on: row.on_day,
      says: row.says,
      texts: textsOf(row.source),
      by: row.by_name,
      at: row.at,
      requestId: row.request_id,
    })),
    total: Number(total),
  };
}

function textsOf(source: Record<string, unknown>): string[] {
  const { texts } = source;
  return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
}
