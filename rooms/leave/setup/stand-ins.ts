// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { agentAskedFor, myAgent } from '../agents/who-asks.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** Delegations that run or are to come: those of the person who asks and those given to them; all of them for whoever manages leave. */
export async function listStandIns(ctx: Context<Tables>) {
  const mine = await myAgent(ctx);
  const manages = ctx.may('leave.manage');
  const agents = await readAgents(ctx, { on: ctx.today() });
  const named = new Map((await readAgents(ctx)).map((agent) => [agent.id, agent]));
  const rows = await ctx.tx
    .selectFrom('leave.stand_in')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('ends_on', '>=', ctx.today().toString())
    .orderBy('begins_on')
    .orderBy('id')
    .execute();
  const short = (agent: Agent | undefined) => ({ id: agent?.id ?? '', name: agent?.name ?? '' });
  return {
    rows: rows
      .filter((row) => manages || row.agent_id === mine?.id || row.stand_in_id === mine?.id)
      .map((row) => ({
        id: row.id,
        agent: short(named.get(row.agent_id)),
        standIn: { ...short(named.get(row.stand_in_id)), hasAccount: Boolean(named.get(row.stand_in_id)?.personId) },
        beginsOn: row.begins_on,
        endsOn: row.ends_on,
        isMine: row.agent_id === mine?.id,
        mayRemove: manages || row.agent_id === mine?.id,
      })),
    choices: agents.filter(({ personId }) => personId !== null).map(short),
    managers: await managersFor(ctx, { mine, manages, agents }),
  };
}

/** Names who answers in the place of whoever asks, or of a manager, from a day to a day. */
export async function nameStandIn(
  ctx: Context<Tables>,
  { agentId, standInId, beginsOn, endsOn }: { agentId?: string | null | undefined; standInId: string; beginsOn: string; endsOn: string },
) {
  const { agent } = await agentAskedFor(ctx, agentId);
  if (agent.id === standInId) throw refuse('leave.stands-in-for-self', {}, 'standInId');
  if (endsOn < beginsOn) throw refuse('leave.runs-backwards', {}, 'endsOn');
  const [other] = await readAgents(ctx, { ids: [standInId] });
  if (!other) throw refuse('leave.unknown-agent', {}, 'standInId');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('leave.stand_in')
    .values({ organisation_id: ctx.organisation, id, agent_id: agent.id, stand_in_id: standInId, begins_on: beginsOn, ends_on: endsOn })
    .execute();
  return { id };
}

/** Takes it back: whoever named it, or whoever manages leave. */
export async function removeStandIn(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const mine = await myAgent(ctx);
  let query = ctx.tx.deleteFrom('leave.stand_in').where('organisation_id', '=', ctx.organisation).where('id', '=', id);
  if (!ctx.may('leave.manage')) query = query.where('agent_id', '=', mine?.id ?? '00000000-0000-0000-0000-000000000000');
  const { numDeletedRows } = await query.executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('leave.unknown-stand-in');
}

type Around = { mine: Agent | null; manages: boolean; agents: readonly Agent[] };

async function managersFor(ctx: Context<Tables>, { mine, manages, agents }: Around): Promise<{ id: string; name: string }[]> {
  const held = await ctx.tx.selectFrom('leave.manager').select('agent_id').distinct().where('organisation_id', '=', ctx.organisation).execute();
  const ids = new Set(held.map(({ agent_id }) => agent_id));
  return agents.filter(({ id }) => ids.has(id) && (manages || id === mine?.id)).map(({ id, name }) => ({ id, name }));
}
