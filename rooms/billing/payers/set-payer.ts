// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refusePayer } from '../contract/payers.ts';
import type { PostalAddress } from '../document.ts';
import type { Tables } from '../tables.ts';
import { knownPayers } from './known-payers.ts';
import { payerFaults } from './payer-faults.ts';
import { isSiret } from './siret.ts';

export type PayerDetails = {
  siret: string | null;
  engagement: string | null;
  serviceCode: string | null;
  address: PostalAddress | null;
  email: string | null;
  billToId: string | null;
  billToReason: string | null;
};

/** Replaces what the operator in the address knows of a payer. */
export async function changePayer(ctx: Context<Tables>, { payer, ...details }: PayerDetails & { payer: string }): Promise<PayerDetails> {
  const body = (await knownPayers(ctx, [payer])).get(payer);
  if (!body) throw refusePayer('billing.payer-unknown');
  const { siret } = details;
  if (siret !== null && !isSiret(siret)) throw refusePayer('billing.payer-bad-siret', { siret }, 'body.siret');
  if (siret !== null && body.siren !== null && !siret.startsWith(body.siren))
    throw refusePayer('billing.payer-other-siren', { siret, siren: body.siren, name: body.name }, 'body.siret');
  if ((details.billToId === null) !== (details.billToReason === null)) throw refusePayer('billing.bill-to-unexplained', {}, 'body.billToReason');
  const row = {
    siret,
    engagement: details.engagement,
    service_code: details.serviceCode,
    address: details.address ? JSON.stringify(details.address) : null,
    email: details.email,
    bill_to_id: details.billToId,
    bill_to_reason: details.billToReason,
    changed_by: authorOf(ctx.actor),
    changed_at: ctx.now().toString(),
  };
  await ctx.tx
    .insertInto('billing.payer')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), payer_id: payer, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'payer_id']).doUpdateSet(row))
    .execute();
  await ctx.tell('billing.payer-changed', { payerId: payer });
  return details;
}

/** What the operator knows of a payer, and what is wrong with it. */
export async function readPayer(ctx: Context<Tables>, { payer }: { payer: string }) {
  const body = (await knownPayers(ctx, [payer])).get(payer);
  if (!body) throw refusePayer('billing.payer-unknown');
  const row = await ctx.tx
    .selectFrom('billing.payer')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('payer_id', '=', payer)
    .executeTakeFirst();
  return {
    id: body.id,
    name: body.name,
    kind: body.kind,
    siren: body.siren,
    siret: row?.siret ?? null,
    engagement: row?.engagement ?? null,
    serviceCode: row?.service_code ?? null,
    address: row?.address ?? null,
    email: row?.email ?? null,
    billToId: row?.bill_to_id ?? null,
    billToReason: row?.bill_to_reason ?? null,
    billToName: row?.bill_to_id ? ((await knownPayers(ctx, [row.bill_to_id])).get(row.bill_to_id)?.name ?? null) : null,
    faults: payerFaults(body, ctx.today().toString()),
  };
}

type Asked = {
  page: number;
  size: number;
  q?: string | undefined;
  missing?: 'siret' | undefined;
  sort?: 'name' | 'billedCents' | 'restCents' | undefined;
  order?: 'asc' | 'desc' | undefined;
};

/** Those who were billed, who will be, and those of whom something is known: one query. */
export async function listPayers(ctx: Context<Tables>, { page, size, q, missing, sort, order }: Asked) {
  const column = { name: sql`b.name`, billedCents: sql`"billedCents"`, restCents: sql`"restCents"` }[sort ?? 'name'];
  const { rows } = await sql<{
    id: string;
    name: string;
    kind: string;
    siren: string | null;
    siret: string | null;
    endedOn: string | null;
    documents: number;
    billedCents: number;
    restCents: number;
    total: number;
  }>`
    with known as (
      select payer_id from billing.payer where organisation_id = ${ctx.organisation}
      union select payer_id from billing.document where organisation_id = ${ctx.organisation}
      union select payer_id from billing.liquidation where organisation_id = ${ctx.organisation}
    ), owed as (
      select payer_id, count(*)::int as documents, sum(gross_cents)::bigint as billed,
        sum(greatest(gross_cents, 0) - credited_cents - paid_cents)::bigint as rest
      from billing.standing where organisation_id = ${ctx.organisation} group by payer_id
    )
    select b.id, b.name, b.kind, b.siren, p.siret, b.ended_on as "endedOn", coalesce(o.documents, 0) as documents,
      coalesce(o.billed, 0)::bigint as "billedCents", coalesce(o.rest, 0)::bigint as "restCents", (count(*) over ())::int as total
    from known k
    join organisations.body b on b.id = k.payer_id
    left join billing.payer p on p.organisation_id = ${ctx.organisation} and p.payer_id = k.payer_id
    left join owed o on o.payer_id = k.payer_id
    where unaccent(b.name || ' ' || coalesce(p.siret, b.siren, '')) ilike unaccent(${`%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`})
      and (${missing ?? null}::text is null or p.siret is null)
    order by ${column} ${order === 'desc' ? sql`desc` : sql`asc`}, b.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const today = ctx.today().toString();
  return {
    rows: rows.map(({ siren, endedOn, ...row }) => ({ ...row, fault: payerFaults({ ...row, siren, endedOn }, today)[0] ?? null })),
    total: rows[0]?.total ?? 0,
  };
}
