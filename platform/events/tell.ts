// SPDX-License-Identifier: EUPL-1.2
import { actorRecord } from '../audit/actor-record.ts';
import { writeEntries } from '../audit/write-entry.ts';
import type { Context } from '../context.ts';
import { EVENT_QUEUE, type EventJob } from './event-queue.ts';
import type { ToldEvents } from './told.ts';

/**
 * Writes an event of the body in the address: its audit entry and one job per listener, in the caller's transaction.
 * Throws when no room declares the event or the payload does not fit its schema.
 */
export function tell<Tables>(ctx: Context<Tables>, name: string, payload: unknown, heardIn: string | undefined): Promise<void> {
  return tellAll(ctx, name, [{ payload, ...(heardIn !== undefined && { heardIn }) }]);
}

/**
 * Tells one event of the body in the address many times, as `ctx.tell` would one by one, in a few statements whatever their number: for an act
 * that issues thousands of things at once. `heardIn` as for `ctx.tell`. Throws when no room declares the event or a payload does not fit.
 */
export function tellEach<Tables, Name extends keyof ToldEvents>(
  ctx: Context<Tables>,
  name: Name,
  told: readonly { payload: ToldEvents[Name]; heardIn?: string }[],
): Promise<void> {
  return tellAll(ctx, name, told);
}

// What one statement carries.
const MOST = 2_000;

async function tellAll<Tables>(ctx: Context<Tables>, name: string, told: readonly { payload: unknown; heardIn?: string }[]): Promise<void> {
  const schema = ctx.house.index.events.get(name);
  if (!schema) throw new Error(`no room declares the event ${name}`);
  const same = {
    organisation: ctx.organisation,
    at: ctx.now(),
    what: name,
    isEvent: true,
    actor: actorRecord(ctx.actor),
    requestId: ctx.requestId,
  };
  const entries = told.map(({ payload, heardIn }) => ({
    ...same,
    id: ctx.newId(),
    about: schema.parse(payload) as Record<string, unknown>, // events.ts declares objects
    heardIn: heardIn ?? ctx.organisation,
  }));
  for (let at = 0; at < entries.length; at += MOST) await writeEntries(ctx.tx, entries.slice(at, at + MOST));
  const jobs = await deliveriesOf(ctx, name, entries);
  for (let at = 0; at < jobs.length; at += MOST) await ctx.house.queue.sendEach(ctx.tx, EVENT_QUEUE, jobs.slice(at, at + MOST));
}

async function deliveriesOf<Tables>(ctx: Context<Tables>, name: string, entries: readonly { id: string; heardIn: string }[]): Promise<EventJob[]> {
  const { listeners, followers } = ctx.house.index;
  const jobs: EventJob[] = [];
  const queue = (event: string, organisation: string, listener: string): void =>
    void jobs.push({ event, owner: ctx.organisation, organisation, listener });
  for (const follower of followers) {
    const isWanted = await follower.wants(ctx, name);
    for (const { id, heardIn } of entries) {
      if (isWanted) queue(id, ctx.organisation, follower.name);
      // A body that only hears is looked at when the event is delivered: its rows cannot be read here.
      if (heardIn !== ctx.organisation) queue(id, heardIn, follower.name);
    }
  }
  for (const listener of listeners.get(name) ?? []) for (const { id, heardIn } of entries) queue(id, heardIn, listener.name);
  return jobs;
}
