// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Agent } from '../agents/read-agents.ts';
import type { RequestStatus, Tables } from '../tables.ts';

/** Somebody who may answer at a level; `stands in for` a manager who is away. */
export type Answerer = { agentId: string; personId: string | null; name: string; level: number; inPlaceOf: string | null };

/**
 * Who may answer the requests of these teams today: their managers, and, while a manager has named somebody or is away, whoever stands in. Never
 * the agent who asks. One query for the managers, one for those who stand in.
 */
export async function answerersOf(ctx: Context<Tables>, teamIds: readonly string[], on: Temporal.PlainDate): Promise<Map<string, Answerer[]>> {
  if (teamIds.length === 0) return new Map();
  const managers = await ctx.tx
    .selectFrom('leave.manager as m')
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.id', '=', 'm.agent_id'))
    .select(['m.team_id', 'm.level', 'a.id', 'a.person_id', 'a.given_name', 'a.family_name'])
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.team_id', 'in', [...teamIds])
    .where((where) => where.or([where('a.left_on', 'is', null), where('a.left_on', '>=', on.toString())]))
    .execute();
  const standIns = await standInsOf(
    ctx,
    managers.map(({ id }) => id),
    on,
  );
  const found = new Map<string, Answerer[]>();
  for (const manager of managers) {
    const name = `${manager.given_name} ${manager.family_name}`.trim();
    const those = found.get(manager.team_id) ?? [];
    those.push({ agentId: manager.id, personId: manager.person_id, name, level: manager.level, inPlaceOf: null });
    for (const other of standIns.filter(({ for_id }) => for_id === manager.id))
      those.push({
        agentId: other.id,
        personId: other.person_id,
        name: `${other.given_name} ${other.family_name}`.trim(),
        level: manager.level,
        inPlaceOf: name,
      });
    found.set(manager.team_id, those);
  }
  return found;
}

/** The level that a request awaits: the first, unless nobody holds it or it was endorsed. */
export function awaitedLevel(status: RequestStatus, levels: 1 | 2, answerers: readonly Answerer[]): 1 | 2 {
  if (levels === 1) return 1;
  return status === 'endorsed' || !answerers.some(({ level }) => level === 1) ? 2 : 1;
}

export type Standing = { may: boolean; inPlaceOf: string | null; isLast: boolean };

/**
 * Whether the person who acts may answer now, and whether their answer is the last. Whoever decides for the whole body always answers last;
 * nobody answers their own request.
 */
export function standingOf(
  ctx: Context<Tables>,
  agent: Pick<Agent, 'personId'>,
  status: RequestStatus,
  levels: 1 | 2,
  answerers: readonly Answerer[],
): Standing {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const refused = { may: false, inPlaceOf: null, isLast: false };
  if (personId === null || agent.personId === personId) return refused;
  const awaited = awaitedLevel(status, levels, answerers);
  const mine = answerers.filter((one) => one.personId === personId && (levels === 1 || one.level >= awaited));
  const [last] = mine.toSorted((a, b) => b.level - a.level || Number(a.inPlaceOf !== null) - Number(b.inPlaceOf !== null));
  if (last) return { may: true, inPlaceOf: last.inPlaceOf, isLast: levels === 1 || last.level === 2 };
  return ctx.may('leave.decide') ? { may: true, inPlaceOf: null, isLast: true } : refused;
}

async function standInsOf(ctx: Context<Tables>, managerIds: readonly string[], on: Temporal.PlainDate) {
  if (managerIds.length === 0) return [];
  return ctx.tx
    .selectFrom('leave.stand_in as s')
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 's.organisation_id').onRef('a.id', '=', 's.stand_in_id'))
    .select(['s.agent_id as for_id', 'a.id', 'a.person_id', 'a.given_name', 'a.family_name'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.agent_id', 'in', [...managerIds])
    .where('s.begins_on', '<=', on.toString())
    .where('s.ends_on', '>=', on.toString())
    .execute();
}
