// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import type { AnyEndpoint, InputOf } from '../api/endpoint.ts';
import { count } from '../format/amount.ts';
import { useAddress } from '../shell/place.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { LoadError } from '../states/load-error.tsx';
import { Lines } from '../states/page-skeleton.tsx';
import { type Column, type RowOf } from './columns.ts';
import classes from './data-table.module.css';
import { Pager } from './pager.tsx';
import type { Selection } from './selection.ts';
import { type Filter, TableTools } from './table-tools.tsx';
import { TableGrid } from './table-grid.tsx';
import { useList } from './use-list.ts';

type Props<E extends AnyEndpoint> = {
  /** GET that takes `q`, `sort`, `page`, `size` and the filters, and answers `{ rows, total }`. */
  endpoint: E;
  /** What the endpoint needs besides: parameters of the address. */
  input?: Partial<InputOf<E>>;
  /** What the list holds: read out before the table. */
  caption: string;
  columns: readonly Column<RowOf<E>>[];
  rowKey: (row: RowOf<E>) => string;
  filters?: readonly Filter[];
  /** Label of the search field; no field without it. */
  searchLabel?: string;
  /** What to say, and to do next, while there is nothing at all. */
  empty: ReactNode;
  /** Name of the CSV file, without extension; no export without it. */
  exportName?: string;
  /** Buttons at the end of each row. */
  rowActions?: (row: RowOf<E>) => ReactNode;
  selection?: Selection;
};

/** A list that the server sorts, filters and pages; its state stands in the address, so that a link or the back button finds it again. */
export function DataTable<E extends AnyEndpoint>(props: Props<E>) {
  const { caption, columns, filters = [], empty } = props;
  const { setQuery } = useAddress();
  const { state, asked, isFiltered, answer } = useList(props);
  const { data, error, isPending, isFetching, refetch } = answer;
  const page = data as { rows: readonly RowOf<E>[]; total: number } | undefined; // `RowOf` is taken from this very answer
  const shown = columns.filter((column) => (state.columns ? state.columns.includes(column.id) || column.isName : !column.isOptional));

  if (error && !page) return <LoadError error={error} retry={() => void refetch()} />;
  if (page?.total === 0 && !isFiltered) return <>{empty}</>;
  return (
    <section className={classes.list} aria-label={caption}>
      <TableTools {...props} filters={filters} state={state} shown={shown} asked={asked} total={page?.total ?? 0} />
      <p className={classes.count} role="status">
        {page && count('résultat', 'résultats', page.total)}
        {isFetching && !isPending && ', mise à jour…'}
      </p>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {isPending && <Lines count={8} />}
      {page?.total === 0 && (
        <EmptyState
          title="Aucun résultat"
          actions={
            <button type="button" className={classes.plainButton} onClick={() => setQuery(cleared(filters))}>
              Effacer la recherche et les filtres
            </button>
          }
        >
          Aucune ligne ne correspond à ce que vous cherchez.
        </EmptyState>
      )}
      {page && page.total > 0 && <TableGrid {...props} columns={shown} rows={page.rows} state={state} isStale={isFetching} />}
      {page && <Pager total={page.total} state={state} />}
    </section>
  );
}

function cleared(filters: readonly Filter[]): Record<string, undefined> {
  return { q: undefined, page: undefined, ...Object.fromEntries(filters.map(({ name }) => [name, undefined])) };
}
