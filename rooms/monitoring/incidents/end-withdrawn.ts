// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { leaveIncident } from './keep-incident.ts';

const REASON = 'la collectivité a retiré cette machine de la surveillance';

/** Heard by the operator: a target that a body took back is looked at no more, so it would hold its incident open for ever. Repeatable. */
export async function endWithdrawn(ctx: Context<Tables>, { targetId }: { targetId: string }): Promise<void> {
  const failing = await ctx.tx
    .selectFrom('monitoring.approval as a')
    .innerJoin('monitoring.check as c', (join) => join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.approval_id', '=', 'a.id'))
    .innerJoin('monitoring.state as s', (join) => join.onRef('s.organisation_id', '=', 'c.organisation_id').onRef('s.id', '=', 'c.id'))
    .select(['c.id', 'c.name', 'c.body_id', 's.incident_id'])
    .where('a.organisation_id', '=', ctx.organisation)
    .where('a.target_id', '=', targetId)
    .where('a.ended_at', 'is not', null)
    .where('s.incident_id', 'is not', null)
    .orderBy('c.id')
    .execute();
  const at = ctx.now().toString();
  for (const { id, name, body_id: bodyId, incident_id: incident } of failing)
    if (incident !== null) await leaveIncident(ctx, incident, { id, bodyId, name, at, reason: REASON });
}
