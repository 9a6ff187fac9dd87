// SPDX-License-Identifier: EUPL-1.2
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import { statusLabels, type QuoteStatus } from './status.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { actorId } from './write-step.ts';

export type QuoteFilter = {
  q?: string | undefined;
  status?: QuoteStatus | undefined;
  year?: number | undefined;
  payer?: string | undefined;
  mine?: 'oui' | undefined;
  sort: 'changed' | 'number' | 'payer' | 'amount' | 'validity';
  order: 'asc' | 'desc';
};

const columns = { changed: 'changed_at', number: 'sequence', payer: 'payer_name', amount: 'first_year_cents', validity: 'valid_until' } as const;

/** One page of the operator's quotes, with the number of all that match. */
export async function listQuotes(ctx: Context<Tables>, filter: QuoteFilter & { page: number; size: number }) {
  const { total } = await filtered(ctx, filter)
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await sorted(ctx, filter)
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute();
  return { rows: rows.map(quoteRowOf), total: Number(total) };
}

/** All that match, as a CSV file for a French spreadsheet. */
export async function exportQuotes(ctx: Context<Tables>, filter: QuoteFilter) {
  const rows = await sorted(ctx, filter).limit(50_000).execute();
  return {
    name: `devis-${ctx.today().toString()}.csv`,
    type: 'text/csv; charset=utf-8',
    content: writeCsv(
      [
        'Numéro',
        'Objet',
        'Pour',
        'État',
        'Version',
        'Première année (€)',
        'Trois ans (€)',
        'Valable jusqu’au',
        'Envoyé le',
        'Auteur',
        'Édition',
        'Motif du refus',
      ],
      rows.map((row) => [
        row.number,
        row.title,
        row.payer_name,
        statusLabels[row.status],
        row.version,
        { cents: row.first_year_cents },
        { cents: row.three_years_cents },
        row.valid_until ? Temporal.PlainDate.from(row.valid_until) : '',
        row.sent_at ? Temporal.Instant.from(row.sent_at).toZonedDateTimeISO('Europe/Paris').toPlainDate() : '',
        row.author_name,
        row.edition,
        row.refusal_reason ?? '',
      ]),
    ),
  };
}

/** A row as lists show it. */
export function quoteRowOf(row: QuoteRow) {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    payer: { id: row.payer_id, name: row.payer_name },
    status: row.status,
    version: row.version,
    authorName: row.author_name,
    changedAt: row.changed_at,
    validUntil: row.valid_until,
    firstYearCents: row.first_year_cents,
    threeYearsCents: row.three_years_cents,
    hasOnQuote: row.has_on_quote,
    edition: row.edition,
  };
}

function sorted(ctx: Context<Tables>, filter: QuoteFilter) {
  const { sort, order } = filter;
  const base = filtered(ctx, filter).selectAll();
  const first = sort === 'number' ? base.orderBy('year', order) : base;
  return first.orderBy(columns[sort], (by) => (order === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast())).orderBy('id', order);
}

function filtered(ctx: Context<Tables>, { q, status, year, payer, mine }: QuoteFilter): SelectQueryBuilder<Tables, 'quotes.quote', object> {
  let query = ctx.tx.selectFrom('quotes.quote').where('organisation_id', '=', ctx.organisation);
  if (status) query = query.where('status', '=', status);
  if (year) query = query.where('year', '=', year);
  if (payer) query = query.where('payer_id', '=', payer);
  if (mine) query = query.where('author_id', '=', actorId(ctx));
  if (q) query = query.where(sql<boolean>`(number || ' ' || title || ' ' || payer_name) ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`);
  return query;
}
