// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseCharge, type chargeFamilies } from '../contract/charges.ts';
import type { VatCode } from '../document.ts';
import type { Tables } from '../tables.ts';

type Asked = {
  page: number;
  size: number;
  q?: string | undefined;
  family?: (typeof chargeFamilies)[number] | undefined;
  state?: 'waiting' | 'billed' | 'withdrawn' | undefined;
  sort?: 'happenedOn' | 'netCents' | 'payer' | undefined;
  order?: 'asc' | 'desc' | undefined;
};

type Row = {
  id: string;
  family: (typeof chargeFamilies)[number];
  payerId: string;
  payerName: string;
  beneficiary: string;
  label: string;
  detail: string;
  quantity: number;
  unit: string;
  netCents: number;
  rateBasisPoints: number;
  vatCode: VatCode;
  act: string;
  happenedOn: string;
  enteredBy: string;
  state: 'waiting' | 'billed' | 'withdrawn';
  documentId: string | null;
  documentNumber: string | null;
  total: number;
};

/** What was entered to be billed once, and the document that bears it. */
export async function listCharges(ctx: Context<Tables>, { page, size, q, family, state, sort, order }: Asked) {
  const standing = sql`case when c.withdrawn_at is not null then 'withdrawn' when d.id is not null then 'billed' else 'waiting' end`;
  const column = { happenedOn: sql`c.happened_on`, netCents: sql`c.net_cents`, payer: sql`p.name` }[sort ?? 'happenedOn'];
  const { rows } = await sql<Row>`
    select c.id, c.family, c.payer_id as "payerId", p.name as "payerName", b.name as beneficiary, c.label, c.detail,
      c.quantity_thousandths / 1000.0::float8 as quantity, c.unit, c.net_cents as "netCents", c.rate_basis_points as "rateBasisPoints",
      c.vat_code as "vatCode", c.act, c.happened_on as "happenedOn", c.entered_by as "enteredBy", ${standing} as state,
      d.id as "documentId", d.number as "documentNumber", (count(*) over ())::int as total
    from billing.charge c
    join organisations.body p on p.id = c.payer_id
    join organisations.body b on b.id = c.beneficiary_id
    left join billing.billed k on k.organisation_id = c.organisation_id and k.source_key = 'charge/' || c.id and k.released_by is null
    left join billing.document d on d.organisation_id = k.organisation_id and d.id = k.document_id
    where c.organisation_id = ${ctx.organisation}
      and (${family ?? null}::text is null or c.family = ${family ?? null})
      and (${state ?? null}::text is null or ${standing} = ${state ?? null})
      and unaccent(c.label || ' ' || p.name || ' ' || c.act) ilike unaccent(${`%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`})
    order by ${column} ${(order ?? (sort ? 'asc' : 'desc')) === 'desc' ? sql`desc` : sql`asc`}, c.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return {
    rows: rows.map(({ payerId, payerName, documentId, documentNumber, ...row }) => ({
      ...row,
      payer: { id: payerId, name: payerName },
      document: documentId && documentNumber ? { id: documentId, number: documentNumber } : null,
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** Takes back a charge that no document bears. */
export async function withdrawCharge(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<{ id: string }> {
  const row = await ctx.tx
    .selectFrom('billing.charge')
    .select('withdrawn_at')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.withdrawn_at !== null) throw refuseCharge('billing.charge-not-found');
  const billed = await ctx.tx
    .selectFrom('billing.billed')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('source_key', '=', `charge/${id}`)
    .where('released_by', 'is', null)
    .executeTakeFirst();
  if (billed) throw refuseCharge('billing.charge-billed');
  await ctx.tx
    .updateTable('billing.charge')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: authorOf(ctx.actor), withdrawn_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  return { id };
}
