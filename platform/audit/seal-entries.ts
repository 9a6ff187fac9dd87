// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { acrossOrganisations } from '../db/scopes.ts';
import type { House } from '../house.ts';
import { chainDigest, entryDigest } from './entry-digest.ts';

// Bounds one transaction; the next round takes what remains.
const BATCH = 5_000;
const SEAL_LOCK = 4_206_119;

type Waiting = {
  organisation_id: string;
  id: string;
  at: string;
  what: string;
  is_event: boolean;
  actor: unknown;
  about_digest: Buffer;
  heard_in: string | null;
  request_id: string | null;
};
type Link = { position: number; chain_digest: Buffer };

/** Chains the committed entries that wait, per organisation, and returns how many. One process seals at a time. */
export async function sealEntries(house: House): Promise<number> {
  if (!(await somethingWaits(house))) return 0;
  return acrossOrganisations(house.db, 'audit.seal', 'sceller le journal', async (tx) => {
    const { rows: locks } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as mine`.execute(tx);
    if (!locks[0]?.mine) return 0;
    const waiting = await waitingEntries(tx);
    const links = await lastLinks(tx, [...new Set(waiting.map((entry) => entry.organisation_id))]);
    const now = house.clock.now().toString();
    const seals = waiting.map((entry) => link(entry, links, now));
    await sql`insert into platform.audit_seal select * from jsonb_to_recordset(${JSON.stringify(seals)}::jsonb)
      as seal (organisation_id uuid, position bigint, entry_id uuid, entry_digest bytea, chain_digest bytea, sealed_at timestamptz)`.execute(tx);
    await sql`delete from platform.audit_waiting w using jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) as seal (organisation_id uuid, entry_id uuid)
      where w.organisation_id = seal.organisation_id and w.entry_id = seal.entry_id`.execute(tx);
    return seals.length;
  });
}

// Asked outside the across role, so that an idle house writes nothing in the journal of crossings.
async function somethingWaits(house: House): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select platform.entries_wait() as waits`.execute(house.db.kysely);
  return rows[0]?.waits ?? false;
}

async function waitingEntries<Tables>(tx: Transaction<Tables>): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select e.organisation_id, e.id, e.at, e.what, e.is_event, e.actor, e.about_digest, e.heard_in, e.request_id
    from platform.audit_waiting w
    join platform.audit_entry e on e.organisation_id = w.organisation_id and e.id = w.entry_id
    order by e.organisation_id, e.id
    limit ${BATCH}`.execute(tx);
  return rows;
}

async function lastLinks<Tables>(tx: Transaction<Tables>, organisations: readonly string[]): Promise<Map<string, Link>> {
  const { rows } = await sql<Link & { organisation_id: string }>`
    select distinct on (organisation_id) organisation_id, position, chain_digest
    from platform.audit_seal
    where organisation_id = any (${organisations}::uuid[])
    order by organisation_id, position desc`.execute(tx);
  return new Map(rows.map((row) => [row.organisation_id, row]));
}

function link(entry: Waiting, links: Map<string, Link>, sealedAt: string) {
  const last = links.get(entry.organisation_id);
  const digest = entryDigest({
    organisation: entry.organisation_id,
    id: entry.id,
    at: entry.at,
    what: entry.what,
    isEvent: entry.is_event,
    actor: entry.actor,
    aboutDigest: entry.about_digest,
    heardIn: entry.heard_in,
    requestId: entry.request_id,
  });
  const chain = chainDigest(last?.chain_digest ?? null, digest);
  const position = (last?.position ?? 0) + 1;
  links.set(entry.organisation_id, { position, chain_digest: chain });
  return {
    organisation_id: entry.organisation_id,
    position,
    entry_id: entry.id,
    entry_digest: `\\x${digest.toString('hex')}`,
    chain_digest: `\\x${chain.toString('hex')}`,
    sealed_at: sealedAt,
  };
}
