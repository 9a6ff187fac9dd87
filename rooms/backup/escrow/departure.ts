// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

/** What somebody who leaves holds of passwords, in the body or, at an operator, in those that it keeps. Whoever confided them confides them again. */
export const departures: readonly Departure[] = [
  {
    name: 'backup.custodies',
    label: 'Mots de passe de sauvegarde confiés, à confier à quelqu’un d’autre',
    async list(ctx: Context<Tables>, { personId }: Leaving) {
      const { rows } = await sql<{ id: string; label: string }>`
        select e.id, r.label
        from backup.escrow e
        join backup.repository r on r.organisation_id = e.organisation_id and r.id = e.repository_id
        where e.organisation_id = ${ctx.organisation}
          and e.withdrawn_at is null
          and r.closed_at is null
          and ${personId}::uuid in (e.first_custodian, e.second_custodian)
        union
        select c.escrow_id, r.label || ', ' || b.name
        from backup.custody c
        join backup.repository r on r.organisation_id = c.organisation_id and r.id = c.repository_id
        join organisations.body b on b.id = c.organisation_id
        where c.operator_id = ${ctx.organisation} and c.person_id = ${personId}::uuid and r.closed_at is null
        order by label`.execute(ctx.tx);
      return rows;
    },
  },
];
