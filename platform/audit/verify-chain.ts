// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { acrossOrganisations } from '../db/scopes.ts';
import type { House } from '../house.ts';
import { aboutDigest, chainDigest, entryDigest } from './entry-digest.ts';

export type ChainReport = {
  /** Links checked over all organisations. */
  links: number;
  /** Committed entries that the sealer has not chained yet. */
  unsealed: number;
  /** Each break: the organisation, the position and what is wrong, in French. */
  breaks: { organisation: string; position: number; says: string }[];
};

type Row = {
  organisation_id: string;
  position: number;
  entry_id: string;
  entry_digest: Buffer;
  chain_digest: Buffer;
  id: string | null;
  at: string;
  what: string;
  is_event: boolean;
  actor: unknown;
  about: unknown;
  about_digest: Buffer;
  heard_in: string | null;
  request_id: string | null;
};

const PAGE = 5_000;

/** Reads every chain again and says where an entry was changed, removed, or a link broken; entries whose content was erased still hold. */
export function verifyChain(house: House): Promise<ChainReport> {
  return acrossOrganisations(house.db, 'audit.verify', 'vérifier le journal', async (tx) => {
    const report: ChainReport = { links: 0, unsealed: await unsealed(tx), breaks: [] };
    let last: Row | null = null;
    for (;;) {
      const rows: Row[] = await linksAfter(tx, last);
      for (const row of rows) {
        const says = fault(last?.organisation_id === row.organisation_id ? last : null, row);
        if (says) report.breaks.push({ organisation: row.organisation_id, position: row.position, says });
        last = row;
      }
      report.links += rows.length;
      if (rows.length < PAGE) return report;
    }
  });
}

function fault(previous: Row | null, row: Row): string | null {
  if (row.position !== (previous?.position ?? 0) + 1) return 'un maillon manque avant celui-ci';
  if (!row.id) return 'une entrée scellée a disparu';
  if (row.about !== null && !aboutDigest(row.about).equals(row.about_digest)) return 'le contenu d’une entrée a été modifié';
  const digest = entryDigest({
    organisation: row.organisation_id,
    id: row.id,
    at: row.at,
    what: row.what,
    isEvent: row.is_event,
    actor: row.actor,
    aboutDigest: row.about_digest,
    heardIn: row.heard_in,
    requestId: row.request_id,
  });
  if (!digest.equals(row.entry_digest)) return 'une entrée a été modifiée après avoir été scellée';
  if (!chainDigest(previous?.chain_digest ?? null, digest).equals(row.chain_digest)) return 'la chaîne ne se referme pas';
  return null;
}

async function linksAfter<Tables>(tx: Transaction<Tables>, last: Row | null): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select s.organisation_id, s.position, s.entry_id, s.entry_digest, s.chain_digest,
      e.id, e.at, e.what, e.is_event, e.actor, e.about, e.about_digest, e.heard_in, e.request_id
    from platform.audit_seal s
    left join platform.audit_entry e on e.organisation_id = s.organisation_id and e.id = s.entry_id
    where ${last === null} or (s.organisation_id, s.position) > (${last?.organisation_id ?? null}::uuid, ${last?.position ?? 0}::bigint)
    order by s.organisation_id, s.position
    limit ${PAGE}`.execute(tx);
  return rows;
}

async function unsealed<Tables>(tx: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from platform.audit_entry e
    where not exists (select from platform.audit_seal s where s.organisation_id = e.organisation_id and s.entry_id = e.id)`.execute(tx);
  return rows[0]?.count ?? 0;
}
