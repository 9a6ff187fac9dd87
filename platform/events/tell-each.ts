// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { actorRecord } from '../audit/actor-record.ts';
import { aboutDigest } from '../audit/entry-digest.ts';
import type { Context } from '../context.ts';
import { EVENT_QUEUE, type EventJob } from './event-queue.ts';
import type { ToldEvents } from './told.ts';

/**
 * Tells one event of the body in the address many times, as `ctx.tell` would one by one, in a few statements whatever their number: for an act
 * that issues thousands of things at once. `heardIn` as for `ctx.tell`. Throws when no room declares the event or a payload does not fit.
 */
export async function tellEach<Tables, Name extends keyof ToldEvents>(
  ctx: Context<Tables>,
  name: Name,
  told: readonly { payload: ToldEvents[Name]; heardIn?: string }[],
): Promise<void> {
  const { events, listeners, followers } = ctx.house.index;
  const schema = events.get(name);
  if (!schema) throw new Error(`no room declares the event ${name}`);
  const entries = told.map(({ payload, heardIn }) => {
    const about = schema.parse(payload) as Record<string, unknown>; // events.ts declares objects
    return { id: ctx.newId(), about, digest: `\\x${aboutDigest(about).toString('hex')}`, hearer: heardIn ?? ctx.organisation };
  });
  const jobs: EventJob[] = [];
  for (const follower of followers) {
    const isWanted = await follower.wants(ctx, name);
    for (const { id, hearer } of entries)
      for (const organisation of [...(isWanted ? [ctx.organisation] : []), ...(hearer === ctx.organisation ? [] : [hearer])])
        jobs.push({ event: id, owner: ctx.organisation, organisation, listener: follower.name });
  }
  for (const listener of listeners.get(name) ?? [])
    for (const { id, hearer } of entries) jobs.push({ event: id, owner: ctx.organisation, organisation: hearer, listener: listener.name });
  for (let at = 0; at < entries.length; at += MOST) await writeEntries(ctx, name, entries.slice(at, at + MOST));
  for (let at = 0; at < jobs.length; at += MOST) await ctx.house.queue.sendEach(ctx.tx, EVENT_QUEUE, jobs.slice(at, at + MOST));
}

const MOST = 2_000;

function writeEntries<Tables>(
  ctx: Context<Tables>,
  name: string,
  entries: readonly { id: string; about: unknown; digest: string; hearer: string }[],
) {
  // Microseconds are what the database keeps: rounded here, the digest made later is that of the stored instant.
  const at = ctx.now().round('microsecond').toString();
  return sql`
    insert into platform.audit_entry (organisation_id, id, at, what, is_event, actor, about, about_digest, heard_in, request_id)
    select ${ctx.organisation}::uuid, r.id, ${at}::timestamptz, ${name}, true, ${JSON.stringify(actorRecord(ctx.actor))}::jsonb, r.about, r.digest::bytea,
      r.hearer, ${ctx.requestId}
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r (id uuid, about jsonb, digest text, hearer uuid)`.execute(ctx.tx);
}
