// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';

/**
 * The dossiers that a body holds, and those of others in which it takes part, each with what it is there: two searches by their own index,
 * where the policies alone would have every dossier of the installation looked at. A body with two roles in one is shown the first.
 */
export function ownAndShared(bodyId: string, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select d.*, 'owner' as role
    from dossiers.dossier d
    where d.organisation_id = ${bodyId} and ${condition}
    union all
    select d.*, p.role
    from (
      select distinct on (organisation_id, dossier_id) organisation_id, dossier_id, role
      from dossiers.party
      where party_id = ${bodyId} and left_at is null
      order by organisation_id, dossier_id, joined_at
    ) p
    join dossiers.dossier d on d.organisation_id = p.organisation_id and d.id = p.dossier_id
    where d.organisation_id <> ${bodyId} and ${condition}`;
}
