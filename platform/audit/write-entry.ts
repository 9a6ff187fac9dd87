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
export function writeEntry<Tables>(tx: Transaction<Tables>, entry: NewEntry): Promise<void> {
  return writeEntries(tx, [entry]);
}

/** The same for some thousands at once, in one statement. */
export async function writeEntries<Tables>(tx: Transaction<Tables>, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.map(({ at, about, isEvent, heardIn, requestId, ...entry }) => ({
    ...entry,
    // Microseconds are what the database keeps: rounded here, the digest made later is that of the stored instant.
    at: at.round('microsecond').toString(),
    about,
    is_event: isEvent,
    about_digest: `\\x${aboutDigest(about).toString('hex')}`,
    heard_in: heardIn,
    request_id: requestId,
  }));
  await sql`insert into platform.audit_entry
      (organisation_id, id, at, what, is_event, actor, about, about_digest, heard_in, request_id)
    select r.organisation, r.id, r.at, r.what, r.is_event, r.actor, r.about, r.about_digest::bytea, r.heard_in, r.request_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (organisation uuid, id uuid, at timestamptz, what text, is_event boolean,
        actor jsonb, about jsonb, about_digest text, heard_in uuid, request_id text)`.execute(tx);
}
