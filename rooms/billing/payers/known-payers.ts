// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { KnownPayer } from './payer-faults.ts';

/** Bodies with the SIRET that the operator in the address knows of them: one query, whatever their number. */
export async function knownPayers(ctx: Context<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, KnownPayer>> {
  const { rows } = await sql<KnownPayer>`
    select b.id, b.name, b.kind, b.siren, p.siret, b.ended_on as "endedOn"
    from organisations.body b
    left join billing.payer p on p.organisation_id = ${ctx.organisation} and p.payer_id = b.id
    where b.id = any (${[...new Set(ids)]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}
