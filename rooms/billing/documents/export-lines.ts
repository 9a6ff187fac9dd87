// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import { familyLabels } from '../contract/settings.ts';
import type { BillingDocument } from '../document.ts';
import type { Tables } from '../tables.ts';

/** Every line of the documents issued in a year, with its act, its beneficiaries and where the operator books it. */
export async function exportLines(ctx: Context<Tables>, { year }: { year: number }) {
  const { rows } = await sql<{ content: BillingDocument }>`
    select content from billing.document
    where organisation_id = ${ctx.organisation} and year = ${year}
    order by kind, sequence`.execute(ctx.tx);
  return {
    name: `lignes-${year}.csv`,
    type: 'text/csv; charset=utf-8',
    content: writeCsv(
      [
        'Document',
        'Payeur',
        'SIRET',
        'Ligne',
        'Nature de la ligne',
        'Libellé',
        'Détail',
        'Quantité',
        'Unité',
        'HT ou net (€)',
        'Taux de TVA (%)',
        'Du',
        'Au',
        'Acte',
        'Édition',
        'Bénéficiaires',
        'Nature M57',
        'Fonction M57',
      ],
      rows.flatMap(({ content }) =>
        content.lines.map((line) => [
          content.number,
          content.payer.name,
          content.payer.siret ?? '',
          line.rank,
          familyLabels[line.family],
          line.label,
          line.detail,
          line.quantityThousandths / 1000,
          line.unit,
          { cents: line.netCents },
          line.vat.rateBasisPoints / 100,
          Temporal.PlainDate.from(line.period.from),
          Temporal.PlainDate.from(line.period.until),
          line.act?.says ?? '',
          line.act?.edition ?? '',
          line.beneficiaries.map(({ name }) => name).join(', ') || content.payer.name,
          line.accounting.nature ?? '',
          line.accounting.fonction ?? '',
        ]),
      ),
    ),
  };
}
