// SPDX-License-Identifier: EUPL-1.2
import { actorRecord } from '../audit/actor-record.ts';
import { writeEntries, type NewEntry } from '../audit/write-entry.ts';
import type { Context } from '../context.ts';
import { EVENT_QUEUE, type EventJob } from './event-queue.ts';
import type { ToldEvents } from './told.ts';

type Entry = NewEntry & { heardIn: string };

/**
 * Writes an event of the body in the address: its audit entry and one job per listener, in the caller's transaction.
 * Throws when no room declares the event or the payload does not fit its schema.
 */
export function tell<Tables>(ctx: Context<Tables>, name: string, payload: unknown, heardIn: string | undefined): Promise<void> {
  return write(ctx, [entryOf(ctx, name, payload, heardIn)]);
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
  return write(
    ctx,
    told.map(({ payload, heardIn }) => entryOf(ctx, name, payload, heardIn)),
  );
}

/**
 * Runs `work` in the caller's transaction with a context whose `tell` keeps the events until it is done, then writes them all in the
 * two statements that one event takes: for an act that tells several and is done a thousand times. Each event is judged when it is told, as
 * `ctx.tell` does; if `work` throws, none is written.
 */
export async function tellTogether<Tables, Result>(ctx: Context<Tables>, work: (inside: Context<Tables>) => Promise<Result>): Promise<Result> {
  const kept: Entry[] = [];
  const result = await work({
    ...ctx,
    tell: async (name, payload, options) => void kept.push(entryOf(ctx, name, payload, options?.heardIn)),
  });
  await write(ctx, kept);
  return result;
}

// What one statement carries.
const MOST = 2_000;

function entryOf<Tables>(ctx: Context<Tables>, name: string, payload: unknown, heardIn: string | undefined): Entry {
  const schema = ctx.house.index.events.get(name);
  if (!schema) throw new Error(`no room declares the event ${name}`);
  return {
    organisation: ctx.organisation,
    id: ctx.newId(),
    at: ctx.now(),
    what: name,
    isEvent: true,
    actor: actorRecord(ctx.actor),
    about: schema.parse(payload) as Record<string, unknown>, // events.ts declares objects
    heardIn: heardIn ?? ctx.organisation,
    requestId: ctx.requestId,
  };
}

async function write<Tables>(ctx: Context<Tables>, entries: readonly Entry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += MOST) await writeEntries(ctx.tx, entries.slice(at, at + MOST));
  const jobs: EventJob[] = [];
  for (const [name, those] of Map.groupBy(entries, ({ what }) => what)) jobs.push(...(await deliveriesOf(ctx, name, those)));
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
