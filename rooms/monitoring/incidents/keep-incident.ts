// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { sinceWords } from '../probes/heard.ts';
import { scheduleStep, tellFirst } from './escalate.ts';
import { tellSoon } from '../status/subscriptions/tell-subscribers.ts';
import { writeEntry } from './write-entry.ts';

type Ctx = Context<Tables>;
type Failed = { id: string; bodyId: string; name: string; says: string; at: string; isDown: boolean; isFlapping: boolean };

/** Opens the incident of a check of the operator in the address, and tells those who come first. */
export async function openIncident(ctx: Ctx, check: Failed): Promise<string> {
  const id = ctx.newId();
  const isUnstable = check.isFlapping;
  const cause = check.says || 'L’état change sans cesse.';
  await ctx.tx
    .insertInto('monitoring.incident')
    .values({
      organisation_id: ctx.organisation,
      id,
      body_id: check.bodyId,
      check_id: check.id,
      title: isUnstable ? `${check.name} : instable` : check.name,
      cause,
      status: 'open',
      is_unstable: isUnstable,
      opened_at: check.at,
      acknowledged_at: null,
      acknowledged_by: null,
      acknowledged_by_name: null,
      closed_at: null,
      step: 0,
      next_step_at: null,
    })
    .execute();
  await affect(ctx, id, check);
  await writeEntry(ctx, { id, bodyId: check.bodyId, at: check.at, kind: isUnstable ? 'unstable' : 'opened', says: cause });
  await tellFirst(ctx, { id, bodyId: check.bodyId, title: check.name, cause });
  await scheduleStep(ctx, id, 0);
  await tellSoon(ctx, { incidentId: id });
  await ctx.tell('monitoring.incident-opened', { incidentId: id, bodyId: check.bodyId }, { heardIn: check.bodyId });
  return id;
}

/** Puts a check under an incident that explains it. */
export async function joinIncident(ctx: Ctx, id: string, check: Failed): Promise<void> {
  await affect(ctx, id, check);
  await writeEntry(ctx, { id, bodyId: check.bodyId, at: check.at, kind: 'joined', says: `${check.name} est touché aussi.` });
  // The page may show this one and not the first.
  await tellSoon(ctx, { incidentId: id });
}

type Left = Pick<Failed, 'id' | 'bodyId' | 'name' | 'at'> & { /** Why, where it is not well again. */ reason?: string };

/** A check is well again, or is looked at no more; the last one closes the incident. */
export async function leaveIncident(ctx: Ctx, id: string, check: Left): Promise<void> {
  await ctx.tx
    .updateTable('monitoring.affected')
    .set({ left_at: check.at })
    .where('organisation_id', '=', ctx.organisation)
    .where('incident_id', '=', id)
    .where('check_id', '=', check.id)
    .execute();
  await setIncidentOf(ctx, [check.id], null);
  await writeEntry(ctx, {
    id,
    bodyId: check.bodyId,
    at: check.at,
    kind: 'left',
    says: check.reason ? `${check.name} : ${check.reason}.` : `${check.name} fonctionne de nouveau.`,
  });
  const { rows } = await sql<{ left: boolean }>`
    select exists (
      select from monitoring.affected
      where organisation_id = ${ctx.organisation} and incident_id = ${id} and left_at is null
    ) as left`.execute(ctx.tx);
  if (!rows[0]?.left) await closeIncident(ctx, { id, bodyId: check.bodyId, at: check.at, says: check.reason ? `Clos : ${check.reason}.` : null });
}

/** Closes an incident and tells the body. `says`: null for « Tout fonctionne… » with how long it took. */
export async function closeIncident(
  ctx: Ctx,
  { id, bodyId, at, says }: { id: string; bodyId: string; at: string; says: string | null },
): Promise<void> {
  const closed = await ctx.tx
    .updateTable('monitoring.incident')
    .set({ status: 'closed', closed_at: at, next_step_at: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('status', '<>', 'closed')
    .returning(['opened_at'])
    .executeTakeFirst();
  if (!closed) return;
  await ctx.tx
    .updateTable('monitoring.affected')
    .set({ left_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('incident_id', '=', id)
    .where('left_at', 'is', null)
    .execute();
  const lasted = Temporal.Instant.from(at).since(Temporal.Instant.from(closed.opened_at)).total('seconds');
  await writeEntry(ctx, { id, bodyId, at, kind: 'closed', says: says ?? `Tout fonctionne de nouveau, après ${sinceWords(Math.max(60, lasted))}.` });
  await tellSoon(ctx, { incidentId: id });
  await ctx.tell('monitoring.incident-closed', { incidentId: id, bodyId }, { heardIn: bodyId });
}

async function affect(ctx: Ctx, incident: string, check: Failed): Promise<void> {
  await ctx.tx
    .insertInto('monitoring.affected')
    .values({
      organisation_id: ctx.organisation,
      incident_id: incident,
      check_id: check.id,
      body_id: check.bodyId,
      joined_at: check.at,
      left_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'incident_id', 'check_id']).doUpdateSet({ left_at: null }))
    .execute();
  await setIncidentOf(ctx, [check.id], incident);
}

/** Says which incident explains these checks. */
export async function setIncidentOf(ctx: Ctx, checkIds: readonly string[], incident: string | null): Promise<void> {
  await ctx.tx
    .updateTable('monitoring.state')
    .set({ incident_id: incident })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...checkIds])
    .execute();
}
