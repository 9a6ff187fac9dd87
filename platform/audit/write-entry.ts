// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { aboutDigest } from './entry-digest.ts';

export type NewEntry = {
  organisation: string;
  id: string;
  at: Temporal.Instant;
  what: string;
  isEvent: boolean;
  actor: Record<string, string>;
  about: Record<string, unknown>;
  heardIn: string | null;
  requestId: string | null;
};

/** Writes one audit entry in the caller's transaction; the sealer chains it once it is committed. */
export async function writeEntry<Tables>(tx: Transaction<Tables>, entry: NewEntry): Promise<void> {
  // Microseconds are what the database keeps: rounded here, the digest made later is that of the stored instant.
  const at = entry.at.round('microsecond').toString();
  await sql`insert into platform.audit_entry
      (organisation_id, id, at, what, is_event, actor, about, about_digest, heard_in, request_id)
    values
      (${entry.organisation}, ${entry.id}, ${at}, ${entry.what}, ${entry.isEvent}, ${JSON.stringify(entry.actor)}::jsonb,
       ${JSON.stringify(entry.about)}::jsonb, ${aboutDigest(entry.about)}, ${entry.heardIn}, ${entry.requestId})`.execute(tx);
}
