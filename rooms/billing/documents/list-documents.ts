// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import { kindLabels, stateLabels, type documentStates } from '../contract/documents.ts';
import type { DocumentKind } from '../document.ts';
import { nextDueOn } from '../standing/next-due.ts';
import type { Tables } from '../tables.ts';

export type DocumentState = (typeof documentStates)[number];
export type DocumentFilter = {
  q?: string | undefined;
  kind?: DocumentKind | undefined;
  state?: DocumentState | undefined;
  year?: number | undefined;
  payer?: string | undefined;
  run?: string | undefined;
  sort?: 'number' | 'issuedOn' | 'dueOn' | 'payer' | 'grossCents' | 'restCents' | undefined;
  order?: 'asc' | 'desc' | undefined;
};

export type Row = {
  id: string;
  kind: DocumentKind;
  number: string;
  title: string;
  payerId: string;
  payerName: string;
  operator: string;
  issuedOn: string;
  dueOn: string;
  nextDueOn: string | null;
  netCents: number;
  vatCents: number;
  grossCents: number;
  paidCents: number;
  creditedCents: number;
  restCents: number;
  state: DocumentState;
  titre: string | null;
  bordereau: string | null;
  reminders: number;
};

/** One page of the documents that the operator in the address issued. */
export function listDocuments(ctx: Context<Tables>, filter: DocumentFilter & { page: number; size: number }) {
  return pageOf(ctx, sql`d.organisation_id = ${ctx.organisation}`, filter);
}

/** Those that a body received from its operators. */
export async function pageOf(
  ctx: Context<Tables>,
  whose: RawBuilder<unknown>,
  { page, size, ...filter }: DocumentFilter & { page: number; size: number },
) {
  const rows = await rowsOf(ctx, whose, filter, { limit: size, offset: (page - 1) * size });
  return {
    rows: rows.map(documentRowOf),
    total: rows[0]?.total ?? (page === 1 ? 0 : ((await rowsOf(ctx, whose, filter, { limit: 1, offset: 0 }))[0]?.total ?? 0)),
  };
}

/** All that match, as a CSV file for a French spreadsheet. */
export async function exportDocuments(ctx: Context<Tables>, filter: DocumentFilter) {
  const rows = await rowsOf(ctx, sql`d.organisation_id = ${ctx.organisation}`, filter, { limit: 100_000, offset: 0 });
  return {
    name: `documents-${ctx.today().toString()}.csv`,
    type: 'text/csv; charset=utf-8',
    content: writeCsv(
      [
        'Numéro',
        'Nature',
        'Objet',
        'Payeur',
        'Émis le',
        'Échéance',
        'HT ou net (€)',
        'TVA (€)',
        'Total (€)',
        'Payé (€)',
        'Avoirs (€)',
        'Reste (€)',
        'État',
        'Titre',
        'Bordereau',
      ],
      rows.map((row) => [
        row.number,
        kindLabels[row.kind],
        row.title,
        row.payerName,
        Temporal.PlainDate.from(row.issuedOn),
        Temporal.PlainDate.from(row.dueOn),
        { cents: row.netCents },
        { cents: row.vatCents },
        { cents: row.grossCents },
        { cents: row.paidCents },
        { cents: row.creditedCents },
        { cents: row.restCents },
        stateLabels[row.state],
        row.titre ?? '',
        row.bordereau ?? '',
      ]),
    ),
  };
}

/** One document as lists show it; undefined when nobody here may read it. */
export async function rowOf(
  ctx: Context<Tables>,
  id: string,
  whose: RawBuilder<unknown> = sql`d.organisation_id = ${ctx.organisation}`,
): Promise<Row | undefined> {
  const [row] = await rowsOf(ctx, sql`d.id = ${id} and ${whose}`, {}, { limit: 1, offset: 0 });
  return row;
}

export function documentRowOf({ payerId, payerName, ...row }: Row) {
  return { ...row, payer: { id: payerId, name: payerName } };
}

/** What became of a document, from what was paid, credited and contested, and from the day. */
export function stateOf(today: string): RawBuilder<DocumentState> {
  return sql<DocumentState>`case
    when s.gross_cents > 0 and s.credited_cents >= s.gross_cents then 'credited'
    when s.rejected_on is not null then 'rejected'
    when s.contested_on is not null then 'contested'
    when s.gross_cents > 0 and s.paid_cents >= s.gross_cents - s.credited_cents then 'paid'
    when s.gross_cents > 0 and s.due_on < ${today}::date and billing.overdue_on(d.content, ${today}::date) > s.credited_cents + s.paid_cents then 'late'
    when s.titre is not null then 'titred'
    else 'issued' end`;
}

async function rowsOf(
  ctx: Context<Tables>,
  whose: RawBuilder<unknown>,
  filter: DocumentFilter,
  { limit, offset }: { limit: number; offset: number },
) {
  const state = stateOf(ctx.today().toString());
  const column = {
    number: sql`d.number`,
    issuedOn: sql`d.issued_on`,
    dueOn: sql`d.due_on`,
    payer: sql`d.payer_name`,
    grossCents: sql`d.gross_cents`,
    restCents: sql`"restCents"`,
  }[filter.sort ?? 'issuedOn'];
  const isDown = (filter.order ?? (filter.sort === undefined ? 'desc' : 'asc')) === 'desc';
  const words = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<Row & { total: number }>`
    select d.id, d.kind, d.number, d.content ->> 'title' as title, d.payer_id as "payerId", d.payer_name as "payerName", o.name as operator,
      d.issued_on as "issuedOn", d.due_on as "dueOn", d.net_cents as "netCents", d.vat_cents as "vatCents", d.gross_cents as "grossCents",
      s.paid_cents as "paidCents", s.credited_cents as "creditedCents",
      ${nextDueOn} as "nextDueOn",
      greatest(case when d.gross_cents < 0 then 0 else d.gross_cents - s.credited_cents - s.paid_cents end, 0) as "restCents",
      ${state} as state, s.titre, s.bordereau, s.reminders, (count(*) over ())::int as total
    from billing.document d
    join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
    join organisations.body o on o.id = d.organisation_id
    where ${whose}
      and (${filter.kind ?? null}::text is null or d.kind = ${filter.kind ?? null})
      and (${filter.year ?? null}::int is null or d.year = ${filter.year ?? null})
      and (${filter.payer ?? null}::uuid is null or d.payer_id = ${filter.payer ?? null})
      and (${filter.run ?? null}::uuid is null or d.run_id = ${filter.run ?? null})
      and (${filter.state ?? null}::text is null or ${state} = ${filter.state ?? null})
      and (${filter.q ?? ''} = '' or unaccent(d.number || ' ' || d.payer_name || ' ' || coalesce(s.titre, '')) ilike unaccent(${words}))
    order by ${column} ${isDown ? sql`desc` : sql`asc`}, d.number ${isDown ? sql`desc` : sql`asc`}
    limit ${limit} offset ${offset}`.execute(ctx.tx);
  return rows;
}
