// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { readMyAdhesion } from '../../contract.ts';
import classes from './my-adhesion.module.css';

type Line = OutputOf<typeof readMyAdhesion>['lines'][number];

const columns: readonly Column<Line>[] = [
  { id: 'label', title: 'Prestation', value: ({ label }) => label, isName: true },
  { id: 'quantity', title: 'Quantité', kind: 'number', value: ({ quantity }) => quantity },
  { id: 'cents', title: 'Montant', kind: 'amount', value: ({ yearlyCents }) => yearlyCents },
  { id: 'begins', title: 'Depuis', kind: 'day', value: ({ beginsOn }) => beginsOn },
  { id: 'ends', title: 'Jusqu’au', kind: 'day', value: ({ endsOn }) => endsOn },
  { id: 'under', title: 'Au titre de', value: ({ rider, convention }) => (rider ? `avenant ${rider} à ${convention}` : convention) },
];

/** What is subscribed line by line. */
export function OptionsTable({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      <TableGrid caption={title} columns={columns} rows={lines} rowKey={({ id }) => id} />
    </section>
  );
}
