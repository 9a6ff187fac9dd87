// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, Pagination } from '@mantine/core';
import { useAddress } from '../shell/place.ts';
import classes from './data-table.module.css';
import { type ListState, SIZES } from './list-address.ts';

/** Below a list: which page, how many rows. Nothing while all rows fit on the smallest page. */
export function Pager({ total, state }: { total: number; state: ListState }) {
  const { setQuery } = useAddress();
  if (total <= SIZES[0]) return null;
  const pages = Math.ceil(total / state.size);
  return (
    <nav className={classes.pager} aria-label="Pages de la liste" data-no-print>
      <Pagination
        total={pages}
        value={state.page}
        onChange={(page) => setQuery({ page: page === 1 ? undefined : String(page) })}
        getItemProps={(page) => ({ 'aria-label': `Page ${page}` })}
        getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Page suivante' : control === 'previous' ? 'Page précédente' : control })}
      />
      <NativeSelect
        aria-label="Lignes par page"
        value={String(state.size)}
        onChange={(event) => setQuery({ size: event.currentTarget.value, page: undefined })}
        data={SIZES.map((size) => ({ value: String(size), label: `${size} par page` }))}
      />
    </nav>
  );
}
