// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import type { Client } from './admit-client.ts';

/** Counts an object that the right did not let in: whoever watches the machine sees that it no longer backs up. */
export function noteRefusedObject(house: House, client: Client): Promise<void> {
  return note(house, client, { objects: 1, removals: 0 });
}

/** Counts a removal tried without a maintenance: a client that is set wrong, or somebody who wants the backups gone. */
export function noteRefusedRemoval(house: House, client: Client): Promise<void> {
  return note(house, client, { objects: 0, removals: 1 });
}

function note(house: House, client: Client, { objects, removals }: { objects: number; removals: number }): Promise<void> {
  return inContext<Tables, void>(house, client.entry, async (ctx) => {
    const { rows } = await sql<{ refused_removals: number }>`
      insert into backup.day as d (organisation_id, id, repository_id, operator_id, on_day, refused_objects, refused_removals)
      values (${client.organisationId}, ${ctx.newId()}, ${client.repositoryId}, ${client.operatorId}, ${ctx.today().toString()}::date, ${objects}, ${removals})
      on conflict (organisation_id, repository_id, on_day) do update set
        refused_objects = d.refused_objects + excluded.refused_objects,
        refused_removals = d.refused_removals + excluded.refused_removals
      returning refused_removals`.execute(ctx.tx);
    // Told once a day for each machine: a prune that fails tries thousands.
    if (removals > 0 && rows[0]?.refused_removals === 1) await ctx.tell('backup.removal-refused', { repositoryId: client.repositoryId });
  });
}
