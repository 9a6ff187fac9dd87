// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { closeIncident, joinIncident, leaveIncident, openIncident } from './keep-incident.ts';
import { readBranches, type Branch } from './read-branches.ts';
import { worksNow, type Works } from '../maintenance/works-now.ts';

export type Changed = {
  id: string;
  bodyId: string;
  operatorId: string;
  name: string;
  dependsOn: string | null;
  isDown: boolean;
  isFlapping: boolean;
  incidentId: string | null;
  says: string;
  at: string;
};

type Ctx = Context<Tables>;

/**
 * Makes incidents of what changed, for the operator in the address: a failure under a failed line joins its incident; one under a line that is
 * failing waits until that is known; works that were announced are no incident; what flaps keeps one incident until it is calm.
 */
export async function followChanges(ctx: Ctx, changes: readonly Changed[]): Promise<void> {
  const changed = await stillWatched(ctx, changes);
  if (changed.length === 0) return;
  const branches = await readBranches(
    ctx,
    changed.map(({ bodyId }) => bodyId),
  );
  const works = await worksNow(ctx);
  // Parents first: their incident is there when a child looks for it.
  for (const one of changed.toSorted((a, b) => depthOf(a.id, branches) - depthOf(b.id, branches))) {
    const isBad = one.isDown || one.isFlapping;
    if (one.incidentId === null && isBad) await fail(ctx, one, branches, works);
    else if (one.incidentId !== null && !isBad) await recover(ctx, one, branches);
  }
}

// Held until the incident is written: who takes a target back meanwhile waits, then finds that incident and closes it; who did so just before is found.
async function stillWatched(ctx: Ctx, changed: readonly Changed[]): Promise<Changed[]> {
  const { rows } = await sql<{ id: string }>`
    select id
    from monitoring.check
    where organisation_id = ${ctx.organisation}
      and id = any (${changed.map(({ id }) => id)}::uuid[])
      and not is_paused
    order by id
    for share`.execute(ctx.tx);
  const watched = new Set(rows.map(({ id }) => id));
  return changed.filter(({ id }) => watched.has(id));
}

async function fail(ctx: Ctx, one: Changed, branches: Map<string, Branch>, works: Works): Promise<void> {
  if (works(one.bodyId, one.id)) return;
  const above = ancestorsOf(one.id, branches);
  const dead = above.find(({ status, incident_id: incident }) => status === 'down' && incident !== null);
  const branch = branches.get(one.id);
  if (dead?.incident_id) {
    await joinIncident(ctx, dead.incident_id, one);
    if (branch) branch.incident_id = dead.incident_id;
    return;
  }
  // Down without incident: works on the line itself. What hangs on it is no news either.
  if (above.some(({ status }) => status === 'down')) return;
  const doubtful = above.filter(({ streak, last_at: last }) => streak < 0 || last === null || isBefore(last, branch?.since_at ?? one.at));
  if (doubtful.length > 0 && !hasWaited(branch, one)) return lookAgain(ctx, doubtful, one);
  const incident = await openIncident(ctx, one);
  if (branch) branch.incident_id = incident;
  await absorb(ctx, one, incident, branches);
}

// What failed alone, just before the line on which it hangs was known to be dead, is part of that.
async function absorb(ctx: Ctx, one: Changed, incident: string, branches: Map<string, Branch>): Promise<void> {
  const recent = Temporal.Instant.from(one.at).subtract({ minutes: 30 }).toString();
  for (const branch of branches.values()) {
    const { incident_id: own, opened_at: opened } = branch;
    if (own === null || own === incident || opened === null || Temporal.Instant.compare(opened, recent) < 0) continue;
    if (!ancestorsOf(branch.id, branches).some(({ id }) => id === one.id)) continue;
    await closeIncident(ctx, { id: own, bodyId: one.bodyId, at: one.at, says: `Expliqué par « ${one.name} », en panne elle aussi.` });
    await joinIncident(ctx, incident, { ...one, id: branch.id, name: branch.name, isFlapping: false });
    branch.incident_id = incident;
  }
}

async function recover(ctx: Ctx, one: Changed, branches: Map<string, Branch>): Promise<void> {
  if (one.incidentId === null) return;
  const branch = branches.get(one.id);
  if (branch) branch.incident_id = null;
  await leaveIncident(ctx, one.incidentId, one);
}

function lookAgain(ctx: Ctx, doubtful: readonly Branch[], one: Changed) {
  const at = one.at;
  return ctx.tx
    .updateTable('monitoring.state')
    .set(({ fn, val }) => ({ next_at: fn<string>('least', ['next_at', val(at)]) }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...doubtful.map(({ id }) => id), one.id])
    .execute()
    .then(() => {});
}

/** A line that itself waits for its own confirmation is not waited for without end. */
const MOST_MINUTES = 15;

function hasWaited(branch: Branch | undefined, one: Changed): boolean {
  if (!branch) return true;
  return Temporal.Instant.from(one.at).since(Temporal.Instant.from(branch.since_at)).total('minutes') >= MOST_MINUTES;
}

function isBefore(one: string, other: string): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}

function ancestorsOf(id: string, branches: Map<string, Branch>): Branch[] {
  const above: Branch[] = [];
  for (let next = branches.get(id)?.depends_on; next && above.length < 20; next = branches.get(next)?.depends_on) {
    const parent = branches.get(next);
    if (!parent || above.includes(parent)) break;
    above.push(parent);
  }
  return above;
}

function depthOf(id: string, branches: Map<string, Branch>): number {
  return ancestorsOf(id, branches).length;
}
