// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { refuse } from '../contract.ts';
import { holdAgent } from '../counters/post-movements.ts';
import { settleYear } from '../counters/settle-year.ts';
import type { Tables } from '../tables.ts';
import { agentColumns } from './agent-columns.ts';
import { writeWorkingTime, type NewAgent, type NewWorkingTime } from './write-working-time.ts';
import { addAgents } from './add-agents.ts';

type Fields = Omit<NewAgent, 'workingTime'>;

/** Adds an agent that the body employs. Refuses a number or an account that another agent has, a team or a person that the body does not have. */
export async function addAgent(ctx: Context<Tables>, wanted: NewAgent): Promise<{ id: string }> {
  await checkFields(ctx, wanted, null);
  const [id = ''] = await addAgents(ctx, [wanted]);
  return { id };
}

/** Corrects what is known of an agent; the counters of this year and the next follow. */
export async function changeAgent(ctx: Context<Tables>, { id, ...wanted }: Fields & { id: string }): Promise<void> {
  if (!(await holdAgent(ctx, id))) throw refuse('leave.unknown-agent');
  await checkFields(ctx, wanted, id);
  await ctx.tx
    .updateTable('leave.agent')
    .set({ ...agentColumns(wanted), ...(wanted.sex !== undefined && { sex: wanted.sex }) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await settleOpenYears(ctx, id);
}

/** Changes the cycle of an agent from a day on. */
export async function changeWorkingTime(ctx: Context<Tables>, { id, ...time }: NewWorkingTime & { id: string; beginsOn: string }): Promise<void> {
  if (!(await holdAgent(ctx, id))) throw refuse('leave.unknown-agent');
  const agent = await ctx.tx
    .selectFrom('leave.agent')
    .select(['given_name', 'family_name', 'arrived_on', 'left_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (time.beginsOn < agent.arrived_on || (agent.left_on !== null && time.beginsOn > agent.left_on))
    throw refuse('leave.outside-service', { name: `${agent.given_name} ${agent.family_name}`.trim(), day: time.beginsOn }, 'beginsOn');
  await writeWorkingTime(ctx, id, time);
  await settleOpenYears(ctx, id);
}

/** Settles the years whose counters are open: this one, and those after it that were opened. */
export async function settleOpenYears(ctx: Context<Tables>, agentId: string): Promise<void> {
  const { year } = ctx.today();
  const opened = await ctx.tx
    .selectFrom('leave.movement')
    .select('year')
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .where('year', '>', year)
    .execute();
  for (const open of [year, ...opened.map((row) => row.year)]) await settleYear(ctx, agentId, open);
}

async function checkFields(ctx: Context<Tables>, { number, personId, teamId, arrivedOn, leftOn }: Fields, self: string | null): Promise<void> {
  if (leftOn && leftOn < arrivedOn) throw refuse('leave.leaves-before-arriving', {}, 'leftOn');
  const others = ctx.tx
    .selectFrom('leave.agent')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '<>', self ?? NOBODY);
  if (number && (await others.where('number', '=', number).executeTakeFirst())) throw refuse('leave.number-taken', {}, 'number');
  if (personId) {
    if (await others.where('person_id', '=', personId).where('left_on', 'is', null).executeTakeFirst())
      throw refuse('leave.person-taken', {}, 'personId');
    const serving = await holdersOf(ctx, 'leave.request');
    if (!serving.some((one) => one.personId === personId)) throw refuse('leave.unknown-person', {}, 'personId');
  }
  if (teamId) {
    const team = await ctx.tx
      .selectFrom('leave.team')
      .select('id')
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', teamId)
      .executeTakeFirst();
    if (!team) throw refuse('leave.unknown-team', {}, 'teamId');
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
