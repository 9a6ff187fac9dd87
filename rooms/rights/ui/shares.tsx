// SPDX-License-Identifier: EUPL-1.2
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listShares } from '../contract.ts';
import { units } from './amount-words.ts';
import classes from './rights.module.css';

/** Who uses what a territory holds together: the hundred largest shares. */
export function Shares({ id, unit }: { id: string; unit: string }) {
  const { data, error, refetch } = useEndpoint(listShares, { id, size: 100 });
  const columns: readonly Column<RowOf<typeof listShares>>[] = [
    { id: 'body', title: 'Collectivité', value: (row) => row.body, isName: true },
    { id: 'used', title: 'Utilisé', kind: 'number', value: (row) => row.used, cell: (row) => units(row.used, unit) },
    { id: 'share', title: 'Part', kind: 'number', value: (row) => row.share, cell: (row) => (row.share === null ? '—' : `${row.share}\u00a0%`) },
    { id: 'last', title: 'Dernier relevé', kind: 'day', value: (row) => row.lastOn },
  ];
  return (
    <section className={classes.section}>
      <h2>Par collectivité du territoire</h2>
      {error ? (
        <LoadError error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Lines count={4} />
      ) : data.total === 0 ? (
        <EmptyState title="Aucune collectivité">Les communes qui ont rejoint la convention paraîtront ici.</EmptyState>
      ) : (
        <TableGrid caption="Parts du territoire" columns={columns} rows={data.rows} rowKey={(row) => row.id} />
      )}
    </section>
  );
}
