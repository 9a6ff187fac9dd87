// SPDX-License-Identifier: EUPL-1.2
import { actorRecord } from '../audit/actor-record.ts';
import { writeEntry } from '../audit/write-entry.ts';
import type { Context } from '../context.ts';
import { EVENT_QUEUE, type EventJob } from './event-queue.ts';

/**
 * Writes an event of the body in the address: its audit entry and one job per listener, in the caller's transaction.
 * Throws when no room declares the event or the payload does not fit its schema.
 */
export async function tell<Tables>(ctx: Context<Tables>, name: string, payload: unknown, heardIn: string | undefined): Promise<void> {
  const { events, listeners, followers } = ctx.house.index;
  const schema = events.get(name);
  if (!schema) throw new Error(`no room declares the event ${name}`);
  const about = schema.parse(payload) as Record<string, unknown>; // events.ts declares objects
  const id = ctx.newId();
  const hearer = heardIn ?? ctx.organisation;
  await writeEntry(ctx.tx, {
    organisation: ctx.organisation,
    id,
    at: ctx.now(),
    what: name,
    isEvent: true,
    actor: actorRecord(ctx.actor),
    about,
    heardIn: hearer,
    requestId: ctx.requestId,
  });
  for (const follower of followers) {
    // A body that only hears is looked at when the event is delivered: its rows cannot be read here.
    const isWanted = await follower.wants(ctx, name);
    const bodies = [...(isWanted ? [ctx.organisation] : []), ...(hearer === ctx.organisation ? [] : [hearer])];
    for (const organisation of bodies) {
      const job: EventJob = { event: id, owner: ctx.organisation, organisation, listener: follower.name };
      await ctx.house.queue.send(ctx.tx, EVENT_QUEUE, job);
    }
  }
  for (const listener of listeners.get(name) ?? []) {
    const job: EventJob = { event: id, owner: ctx.organisation, organisation: hearer, listener: listener.name };
    await ctx.house.queue.send(ctx.tx, EVENT_QUEUE, job);
  }
}
