// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import type { VatCode } from '../document.ts';
import type { Tables } from '../tables.ts';

export type VatRow = {
  month: number;
  kind: 'appel' | 'facture';
  code: VatCode;
  rateBasisPoints: number;
  documents: number;
  baseCents: number;
  vatCents: number;
};

/** Bases and VAT by rate of the documents issued in a year, month by month; avoirs are taken away in theirs. */
export async function readVat(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const year = input.year ?? ctx.today().year;
  const { rows } = await sql<VatRow>`
    select extract(month from on_day)::int as month, kind, vat_code as code, rate_basis_points as "rateBasisPoints", count(distinct document_id)::int as documents,
      (-coalesce(sum(amount_cents) filter (where account = 'revenue'), 0))::bigint as "baseCents",
      (-coalesce(sum(amount_cents) filter (where account = 'vat'), 0))::bigint as "vatCents"
    from billing.posting
    where organisation_id = ${ctx.organisation} and extract(year from on_day) = ${year} and account <> 'receivable'
    group by 1, 2, 3, 4
    order by 1, 2, 4, 3`.execute(ctx.tx);
  const totals = new Map<string, Omit<VatRow, 'month'>>();
  for (const { month: _, ...row } of rows) {
    const key = `${row.kind} ${row.code} ${row.rateBasisPoints}`;
    const known = totals.get(key);
    totals.set(
      key,
      known
        ? {
            ...known,
            documents: known.documents + row.documents,
            baseCents: known.baseCents + row.baseCents,
            vatCents: known.vatCents + row.vatCents,
          }
        : row,
    );
  }
  return { year, rows, totals: [...totals.values()] };
}

/** The same for the accountant's spreadsheet. */
export async function exportVat(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const { year, rows } = await readVat(ctx, input);
  const regimes = { S: 'Taxé', E: 'Exonéré (art. 261 B CGI)', O: 'Hors champ' } as const;
  return {
    name: `etat-tva-${year}.csv`,
    type: 'text/csv; charset=utf-8',
    content: writeCsv(
      ['Mois', 'Nature', 'Régime', 'Taux (%)', 'Documents', 'Base (€)', 'TVA (€)'],
      rows.map((row) => [
        row.month,
        row.kind,
        regimes[row.code],
        row.rateBasisPoints / 100,
        row.documents,
        { cents: row.baseCents },
        { cents: row.vatCents },
      ]),
    ),
  };
}
