// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { inOrganisation } from '../db/scopes.ts';
import type { House } from '../house.ts';
import { inContext } from '../make-context.ts';
import type { EventJob } from './event-queue.ts';

/** Runs one listener for one event in the organisation where it is heard. A second delivery of the pair changes nothing. */
export async function deliverEvent(house: House, job: EventJob): Promise<void> {
  const entry = await readEvent(house, job);
  const listener = house.index.listeners.get(entry.what)?.find(({ name }) => name === job.listener);
  const follower = house.index.followers.find(({ name }) => name === job.listener);
  if (!listener && !follower) return; // a version ago some room listened; nobody does now
  await inContext(house, { actor: { kind: 'job', name: job.listener }, organisation: job.organisation }, async (ctx) => {
    const { numAffectedRows } = await sql`insert into platform.delivery (organisation_id, event_id, listener, at)
      values (${job.organisation}, ${job.event}, ${job.listener}, ${ctx.now().toString()})
      on conflict do nothing`.execute(ctx.tx);
    if (numAffectedRows !== 1n) return;
    if (listener) await listener.handler(ctx, entry.about);
    else await follower?.handler(ctx, { id: job.event, name: entry.what, at: entry.at, payload: entry.about });
  });
}

async function readEvent(house: House, job: EventJob): Promise<{ what: string; at: string; about: unknown }> {
  const { rows } = await inOrganisation(
    house.db,
    job.owner,
    (tx) =>
      sql<{
        what: string;
        at: string;
        about: unknown;
      }>`select what, at, about from platform.audit_entry where organisation_id = ${job.owner} and id = ${job.event}`.execute(tx),
    { readOnly: true },
  );
  if (!rows[0]) throw new Error(`event ${job.event} is not to be found`);
  return rows[0];
}
