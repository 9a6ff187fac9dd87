// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type NewEntry = {
  id: string;
  bodyId: string;
  at: string;
  kind: Tables['monitoring.entry']['kind'];
  says: string;
  byName?: string;
  isPublic?: boolean;
};

/** Adds a line to the timeline of an incident of the operator in the address. */
export async function writeEntry(ctx: Context<Tables>, { id, bodyId, at, kind, says, byName, isPublic = false }: NewEntry): Promise<void> {
  await sql`
    insert into monitoring.entry (organisation_id, id, incident_id, body_id, at, rank, kind, says, by_name, is_public)
    select ${ctx.organisation}, ${ctx.newId()}, ${id}, ${bodyId}, ${at}, coalesce(max(rank), 0) + 1, ${kind}, ${says}, ${byName ?? null}, ${isPublic}
    from monitoring.entry
    where organisation_id = ${ctx.organisation} and incident_id = ${id}`.execute(ctx.tx);
}
