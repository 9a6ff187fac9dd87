// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { Issuer, Payer, PostalAddress } from '../document.ts';
import type { Tables } from '../tables.ts';

/** The operator in the address as its documents name it. */
export async function issuerOf(ctx: Context<Tables>, { issuer }: BillingSettings): Promise<Issuer> {
  const body = await ctx.tx.selectFrom('organisations.body').select(['name', 'siren']).where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return { name: body.name, siren: body.siren ?? issuer.siret?.slice(0, 9) ?? null, ...issuer };
}

/** Payers as documents name them, by body: one query. */
export async function payersOf(ctx: Context<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, Payer>> {
  const { rows } = await sql<Omit<Payer, 'address'> & { address: PostalAddress | null }>`
    select b.id as "bodyId", b.name, b.kind, b.siren, p.siret, p.address, p.engagement, p.service_code as "serviceCode"
    from organisations.body b
    left join billing.payer p on p.organisation_id = ${ctx.organisation} and p.payer_id = b.id
    where b.id = any (${[...new Set(ids)]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.bodyId, row]));
}

/** Names of the bodies that lines are for. */
export async function namesOf(ctx: Context<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, { name: string; siren: string | null }>> {
  const { rows } = await sql<{ id: string; name: string; siren: string | null }>`
    select id, name, siren from organisations.body where id = any (${[...new Set(ids)]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}
