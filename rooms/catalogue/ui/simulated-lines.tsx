// SPDX-License-Identifier: EUPL-1.2
import { kindLabel } from '#ui/shell/bodies.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listSimulation, type SimulationRow } from '../contract.ts';
import classes from './catalogue.module.css';
import { signedPercent } from './edition-words.ts';

type Asked = { edition: string; scope: 'territory' | 'france'; per: 'territory' | 'body'; go: number; against?: string };

const columns: readonly Column<SimulationRow>[] = [
  { id: 'name', title: 'Collectivité', isName: true, isSortable: true, value: (row) => row.name },
  { id: 'kind', title: 'Nature', isOptional: true, value: (row) => kindLabel(row.kind) },
  { id: 'siren', title: 'SIREN', isOptional: true, value: (row) => row.siren },
  { id: 'offer', title: 'Offre', isOptional: true, value: (row) => row.offerLabel },
  { id: 'population', title: 'Population', kind: 'number', isSortable: true, value: (row) => row.population },
  { id: 'counted', title: 'Comptées', kind: 'number', isSortable: true, value: (row) => row.counted },
  { id: 'before', title: 'Avant', kind: 'amount', isSortable: true, value: (row) => row.beforeCents ?? 'sur devis' },
  { id: 'after', title: 'Après', kind: 'amount', isSortable: true, value: (row) => row.afterCents ?? 'sur devis' },
  { id: 'difference', title: 'Écart', kind: 'amount', isSortable: true, value: (row) => row.differenceCents },
  {
    id: 'change',
    title: 'En %',
    kind: 'number',
    isSortable: true,
    value: (row) => (row.changeBps === null ? null : row.changeBps / 100),
    cell: (row) =>
      row.changeBps === null ? (
        '—'
      ) : (
        <span className={row.changeBps > 0 ? classes.up : row.changeBps < 0 ? classes.down : undefined}>{signedPercent(row.changeBps)}</span>
      ),
  },
  {
    id: 'place',
    title: 'Case',
    value: (row) => (row.changesPlace ? `${row.beforePlace ?? 'aucune'} → ${row.afterPlace ?? 'aucune'}` : row.afterPlace),
  },
];

const filters = [
  {
    name: 'only',
    label: 'Montrer',
    options: [
      { value: 'more', label: 'Celles qui paient plus' },
      { value: 'less', label: 'Celles qui paient moins' },
      { value: 'same', label: 'Celles dont le prix ne change pas' },
      { value: 'changes-place', label: 'Celles qui changent de case' },
      { value: 'unpriced', label: 'Celles qui passent ou restent sur devis' },
    ],
  },
];

/** The bodies of a simulation, the steepest rise first. */
export function SimulatedLines({ asked }: { asked: Asked }) {
  return (
    <DataTable
      endpoint={listSimulation}
      input={asked}
      caption="Collectivités de la simulation"
      columns={columns}
      rowKey={(row) => row.id}
      filters={filters}
      searchLabel="Chercher une collectivité"
      empty={
        <EmptyState title="Aucune collectivité">
          Ce portefeuille n’a aucune collectivité à laquelle cette édition vend une adhésion ou un forfait.
        </EmptyState>
      }
    />
  );
}
