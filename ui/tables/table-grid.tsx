// SPDX-License-Identifier: EUPL-1.2
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- Safari drops the roles of a table that is laid out as cards */
import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useAddress } from '../shell/place.ts';
import { type Column, isFigure, written } from './columns.ts';
import classes from './data-table.module.css';
import { type ListState, nextSort } from './list-address.ts';
import type { Selection } from './selection.ts';

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  state?: ListState;
  isStale?: boolean;
  rowActions?: (row: Row) => ReactNode;
  selection?: Selection;
};

/**
 * The table itself; on narrow screens each row becomes a card, by style alone. Roles are written out because browsers drop those of a table
 * whose display is changed.
 */
export function TableGrid<Row>({ caption, columns, rows, rowKey, state, isStale = false, rowActions, selection }: Props<Row>) {
  const name = columns.find((column) => column.isName) ?? columns[0];
  const keys = rows.map(rowKey);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.scroll} role="region" aria-label={`${caption}, tableau`} tabIndex={0} data-stale={isStale || undefined}>
      <table role="table" className={classes.table}>
        <caption className={classes.caption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {selection && (
              <th role="columnheader" scope="col" className={classes.tick}>
                <Checkbox
                  aria-label="Tout sélectionner sur cette page"
                  checked={keys.length > 0 && keys.every((key) => selection.keys.has(key))}
                  indeterminate={keys.some((key) => selection.keys.has(key)) && !keys.every((key) => selection.keys.has(key))}
                  onChange={(event) => selection.toggle(keys, event.currentTarget.checked)}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.id} column={column} sort={state?.sort ?? null} />
            ))}
            {rowActions && (
              <th role="columnheader" scope="col">
                <span className={classes.hidden}>Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {selection && (
                <td role="cell" className={classes.tick}>
                  <Checkbox
                    aria-label={`Sélectionner ${name ? written(name, row) : rowKey(row)}`}
                    checked={selection.keys.has(rowKey(row))}
                    onChange={(event) => selection.toggle([rowKey(row)], event.currentTarget.checked)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} isName={column === name} />
              ))}
              {rowActions && (
                <td role="cell" className={classes.actions} data-no-print>
                  {rowActions(row)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading<Row>({ column, sort }: { column: Column<Row>; sort: ListState['sort'] }) {
  const { setQuery } = useAddress();
  const direction = sort?.id !== column.id ? 'none' : sort.isDescending ? 'descending' : 'ascending';
  if (!column.isSortable)
    return (
      <th role="columnheader" scope="col" data-figure={isFigure(column) || undefined}>
        {column.title}
      </th>
    );
  const Icon = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown }[direction];
  return (
    <th role="columnheader" scope="col" aria-sort={direction} data-figure={isFigure(column) || undefined}>
      <UnstyledButton className={classes.sort} onClick={() => setQuery({ ...nextSort(sort, column.id), page: undefined })}>
        {column.title}
        <Icon size={16} aria-hidden data-idle={direction === 'none' || undefined} />
      </UnstyledButton>
    </th>
  );
}

function Cell<Row>({ column, row, isName }: { column: Column<Row>; row: Row; isName: boolean }) {
  const content = column.cell ? column.cell(row) : written(column, row);
  if (isName)
    return (
      <th role="rowheader" scope="row" data-whole={column.kind === 'reference' || undefined}>
        {content}
      </th>
    );
  return (
    <td role="cell" data-figure={isFigure(column) || undefined} data-whole={column.kind === 'reference' || undefined}>
      <span className={classes.label} aria-hidden>
        {column.title}
      </span>
      <span className={classes.value}>{content}</span>
    </td>
  );
}
