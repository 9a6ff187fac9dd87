// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { tellSoon } from '../status/subscriptions/tell-subscribers.ts';
import { closeIncident, setIncidentOf } from './keep-incident.ts';
import { writeEntry } from './write-entry.ts';

type Ctx = Context<Tables>;
type Incident = Tables['monitoring.incident'];

/** Somebody of the operator or of the body takes the incident in charge: the escalation stops. */
export async function acknowledgeIncident(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { personId, name } = personWhoActs(ctx);
  await onIncident(ctx, id, async (inside, incident) => {
    if (incident.status === 'acknowledged') {
      if (incident.acknowledged_by === personId) return;
      throw refuse('monitoring.incident-taken', { name: incident.acknowledged_by_name ?? 'Quelqu’un' });
    }
    const at = ctx.now().toString();
    await inside.tx
      .updateTable('monitoring.incident')
      .set({ status: 'acknowledged', acknowledged_at: at, acknowledged_by: personId, acknowledged_by_name: name, next_step_at: null })
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', id)
      .execute();
    await writeEntry(inside, { id, bodyId: incident.body_id, at, kind: 'acknowledged', says: `${name} s’en occupe.`, byName: name });
    await inside.tell('monitoring.incident-acknowledged', { incidentId: id, bodyId: incident.body_id }, { heardIn: incident.body_id });
  });
}

/** Adds a line to the timeline. */
export async function noteIncident(ctx: Ctx, { id, says, isPublic }: { id: string; says: string; isPublic: boolean }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await onIncident(ctx, id, async (inside, { body_id: bodyId, organisation_id: operator }) => {
    // The page is the operator's: a body says nothing there in its name.
    if (isPublic && operator !== ctx.organisation) throw refuse('monitoring.not-an-operator');
    await writeEntry(inside, { id, bodyId, at: ctx.now().toString(), kind: 'note', says, byName: name, isPublic });
    if (isPublic) await tellSoon(inside, { incidentId: id });
    await inside.tell('monitoring.incident-noted', { incidentId: id, bodyId });
  });
}

/** Closes an incident by hand; what still fails opens another at its next look. */
export async function closeByHand(ctx: Ctx, { id, says }: { id: string; says: string }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await onIncident(ctx, id, async (inside, incident) => {
    if (incident.organisation_id !== ctx.organisation) throw refuse('monitoring.not-an-operator');
    const under = await inside.tx
      .selectFrom('monitoring.state')
      .select('id')
      .where('organisation_id', '=', ctx.organisation)
      .where('incident_id', '=', id)
      .execute();
    if (under.length > 0) await setIncidentOf(inside, under.map((one) => one.id), null); // prettier-ignore
    await closeIncident(inside, { id, bodyId: incident.body_id, at: ctx.now().toString(), says: `Clos par ${name} : ${says}` });
  });
}

/**
 * Runs in the operator's own rows, where incidents lie, on one that the body in the address may read: its own, or that of a body that it serves.
 * The permission was asked in the address.
 */
async function onIncident(ctx: Ctx, id: string, work: (inside: Ctx, incident: Incident) => Promise<void>): Promise<void> {
  const entry = { actor: ctx.actor, requestId: ctx.requestId };
  const seen = await inContext<Tables, { organisation_id: string } | undefined>(ctx.house, { ...entry, organisation: ctx.organisation }, ({ tx }) =>
    tx
      .selectFrom('monitoring.incident')
      .select('organisation_id')
      .where('id', '=', id)
      .where((either) => either.or([either('organisation_id', '=', ctx.organisation), either('body_id', '=', ctx.organisation)]))
      .executeTakeFirst(),
  );
  if (!seen) throw refuse('monitoring.unknown-incident');
  await inContext<Tables, void>(ctx.house, { ...entry, organisation: seen.organisation_id }, async (inside) => {
    const incident = await inside.tx
      .selectFrom('monitoring.incident')
      .selectAll()
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!incident) throw refuse('monitoring.unknown-incident');
    if (incident.status === 'closed') throw refuse('monitoring.incident-closed');
    await work(inside, incident);
  });
}
