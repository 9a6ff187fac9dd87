// SPDX-License-Identifier: EUPL-1.2
import { Text } from '@mantine/core';
import { amount } from '#ui/format/amount.ts';
import { day, dayRange } from '#ui/format/day.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { AnnexBody, BillingDocument, DocumentLine } from '../../contract.ts';
import { quantityWords, vatWords } from '../words.tsx';

const columns: readonly Column<DocumentLine>[] = [
  {
    id: 'label',
    title: 'Ligne',
    value: (row) => row.label,
    isName: true,
    cell: (row) => (
      <span>
        {row.label}
        {row.detail && (
          <Text span display="block" size="sm" fw="normal">
            {row.detail}
          </Text>
        )}
      </span>
    ),
  },
  {
    id: 'for',
    title: 'Pour',
    value: (row) => row.beneficiaries.map(({ name }) => name).join(', ') || (row.family === 'participation' ? 'le territoire' : 'le payeur'),
  },
  { id: 'quantity', title: 'Quantité', value: (row) => quantityWords(row.quantityThousandths / 1000, row.unit) },
  { id: 'period', title: 'Période', value: (row) => dayRange(row.period.from, row.period.until) },
  { id: 'act', title: 'Acte', value: (row) => (row.act ? `${row.act.says}${row.act.decidedOn ? ` du ${day(row.act.decidedOn)}` : ''}` : '') },
  { id: 'vat', title: 'TVA', value: (row) => vatWords(row.vat.code, row.vat.rateBasisPoints) },
  { id: 'net', title: 'Montant', kind: 'amount', value: (row) => row.netCents },
];

/** The lines of a document, as they were issued. */
export function DocumentLines({ document }: { document: BillingDocument }) {
  return (
    <>
      <TableGrid caption="Lignes" columns={columns} rows={document.lines} rowKey={(row) => String(row.rank)} />
      {document.totals.vatCents === 0 ? (
        <p>
          Total : <strong>{amount(document.totals.grossCents)}</strong>, sans TVA.
        </p>
      ) : (
        <p>
          Total hors taxes : {amount(document.totals.netCents)}
          {document.vat
            .filter(({ vatCents }) => vatCents !== 0)
            .map((one) => `, TVA à ${vatWords(one.code, one.rateBasisPoints)} : ${amount(one.vatCents)}`)}
          , soit <strong>{amount(document.totals.grossCents)}</strong> toutes taxes comprises.
        </p>
      )}
      {document.mentions.map((mention) => (
        <p key={mention}>
          <small>{mention}</small>
        </p>
      ))}
    </>
  );
}

const annexColumns: readonly Column<AnnexBody>[] = [
  { id: 'name', title: 'Collectivité', value: (row) => row.name, isName: true },
  { id: 'population', title: 'Habitants', kind: 'number', value: (row) => row.population },
  { id: 'counted', title: 'Comptée', value: (row) => (row.isCounted ? 'oui' : 'non') },
  { id: 'why', title: 'Pourquoi', value: (row) => row.why },
];

/** Who a call is for. */
export function DocumentAnnex({ document }: { document: BillingDocument }) {
  return <TableGrid caption="Collectivités servies" columns={annexColumns} rows={document.annex} rowKey={(row) => row.bodyId} />;
}
