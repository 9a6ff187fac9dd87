// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

type Fields = { name: string; minimumPresent: number; managers: readonly { agentId: string; level: 1 | 2 }[] };

/** Teams with their managers and how many they are. Three queries. */
export async function listTeams(ctx: Context<Tables>) {
  const teams = await ctx.tx
    .selectFrom('leave.team')
    .select(['id', 'name', 'minimum_present'])
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
  const counts = await ctx.tx
    .selectFrom('leave.agent')
    .select(({ fn }) => ['team_id', fn.countAll<number>().as('count')])
    .where('organisation_id', '=', ctx.organisation)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>=', ctx.today().toString())]))
    .groupBy('team_id')
    .execute();
  const managers = await ctx.tx
    .selectFrom('leave.manager as m')
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.id', '=', 'm.agent_id'))
    .select(['m.team_id', 'm.level', 'a.id', 'a.given_name', 'a.family_name'])
    .where('m.organisation_id', '=', ctx.organisation)
    .orderBy('m.level')
    .orderBy('a.family_name')
    .execute();
  return {
    rows: teams.map(({ id, name, minimum_present }) => ({
      id,
      name,
      minimumPresent: minimum_present,
      agents: Number(counts.find(({ team_id }) => team_id === id)?.count ?? 0),
      managers: managers
        .filter(({ team_id }) => team_id === id)
        .map((one) => ({ agentId: one.id, name: `${one.given_name} ${one.family_name}`.trim(), level: one.level })),
    })),
  };
}

export async function addTeam(ctx: Context<Tables>, wanted: Fields): Promise<{ id: string }> {
  await refuseTakenName(ctx, wanted.name, null);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('leave.team')
    .values({ organisation_id: ctx.organisation, id, name: wanted.name, minimum_present: wanted.minimumPresent, archived_at: null })
    .execute();
  await writeManagers(ctx, id, wanted.managers);
  return { id };
}

export async function changeTeam(ctx: Context<Tables>, { id, ...wanted }: Fields & { id: string }): Promise<void> {
  await refuseTakenName(ctx, wanted.name, id);
  const { numUpdatedRows } = await ctx.tx
    .updateTable('leave.team')
    .set({ name: wanted.name, minimum_present: wanted.minimumPresent })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('leave.unknown-team');
  await ctx.tx.deleteFrom('leave.manager').where('organisation_id', '=', ctx.organisation).where('team_id', '=', id).execute();
  await writeManagers(ctx, id, wanted.managers);
}

/** Puts a team away once nobody belongs to it: its past absences stay readable. */
export async function removeTeam(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { count } = await ctx.tx
    .selectFrom('leave.agent')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('team_id', '=', id)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>=', ctx.today().toString())]))
    .executeTakeFirstOrThrow();
  if (Number(count) > 0) throw refuse('leave.team-in-use', { count: Number(count) });
  const { numUpdatedRows } = await ctx.tx
    .updateTable('leave.team')
    .set({ archived_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('leave.unknown-team');
  await ctx.tx.deleteFrom('leave.manager').where('organisation_id', '=', ctx.organisation).where('team_id', '=', id).execute();
}

async function refuseTakenName(ctx: Context<Tables>, name: string, self: string | null): Promise<void> {
  const teams = await ctx.tx
    .selectFrom('leave.team')
    .select(['id', 'name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .execute();
  if (teams.some((team) => team.id !== self && team.name.toLowerCase() === name.toLowerCase())) throw refuse('leave.team-taken', {}, 'name');
}

async function writeManagers(ctx: Context<Tables>, teamId: string, managers: Fields['managers']): Promise<void> {
  if (managers.length === 0) return;
  const known = await ctx.tx
    .selectFrom('leave.agent')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where(
      'id',
      'in',
      managers.map(({ agentId }) => agentId),
    )
    .execute();
  const unknown = managers.findIndex(({ agentId }) => !known.some(({ id }) => id === agentId));
  if (unknown >= 0) throw refuse('leave.unknown-agent', {}, `managers.${unknown}.agentId`);
  await ctx.tx
    .insertInto('leave.manager')
    .values(managers.map(({ agentId, level }) => ({ organisation_id: ctx.organisation, id: ctx.newId(), team_id: teamId, agent_id: agentId, level })))
    .onConflict((conflict) => conflict.columns(['organisation_id', 'team_id', 'agent_id', 'level']).doNothing())
    .execute();
}
