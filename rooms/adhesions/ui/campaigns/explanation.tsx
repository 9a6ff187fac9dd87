// SPDX-License-Identifier: EUPL-1.2
import { amount, decimalNumber } from '#ui/format/amount.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { Column } from '#ui/tables/columns.ts';
import type { ExplanationShape } from '../../contract.ts';

type Line = ExplanationShape['lines'][number];
type Changed = ExplanationShape['rights']['changed'][number];

const written = (cents: number | null, isOnQuote: boolean): string => (cents === null ? (isOnQuote ? 'sur devis' : '—') : amount(cents));

const lineColumns: readonly Column<Line>[] = [
  { id: 'label', title: 'Prestation', value: (row) => row.label, isName: true },
  { id: 'for', title: 'Pour', value: (row) => row.for },
  { id: 'before', title: 'Aujourd’hui', value: (row) => written(row.beforeCents, false) },
  { id: 'after', title: 'Proposé', value: (row) => written(row.afterCents, row.isOnQuote) },
  { id: 'why', title: 'Pourquoi', value: (row) => row.whyAfter.join(' ') },
];

const units = (value: number | null, unit: string): string => (value === null ? 'sans limite' : `${decimalNumber(value, 3)} ${unit}`);

const changedColumns: readonly Column<Changed>[] = [
  { id: 'label', title: 'Droit', value: (row) => row.label, isName: true },
  { id: 'before', title: 'Aujourd’hui', value: (row) => units(row.before, row.unit) },
  { id: 'after', title: 'Proposé', value: (row) => units(row.after, row.unit) },
];

/** What changes for one convention: price line by line with its reasoning, services and quotas. */
export function Explanation({ explanation: { lines, rights, notes } }: { explanation: ExplanationShape }) {
  return (
    <>
      {lines.length > 0 && (
        <section>
          <h2>Prix, ligne à ligne</h2>
          <TableGrid caption="Prix ligne à ligne" columns={lineColumns} rows={lines} rowKey={(row) => `${row.label} ${row.for}`} />
        </section>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Services title="Services qui s’ajoutent" labels={rights.gained} />
      <Services title="Services qui ne sont plus compris" labels={rights.lost} />
      {rights.changed.length > 0 && (
        <section>
          <h2>Quotas qui changent</h2>
          <TableGrid caption="Quotas qui changent" columns={changedColumns} rows={rights.changed} rowKey={(row) => row.label} />
        </section>
      )}
    </>
  );
}

function Services({ title, labels }: { title: string; labels: readonly string[] }) {
  if (labels.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </section>
  );
}
