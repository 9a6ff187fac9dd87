// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import type { AnyEndpoint, OutputOf } from '../api/endpoint.ts';
import { amount, wholeNumber } from '../format/amount.ts';
import { day, instant } from '../format/day.ts';

/** The row of a list endpoint, which answers `{ rows, total }`. */
export type RowOf<E extends AnyEndpoint> = OutputOf<E> extends { rows: readonly (infer Row)[] } ? Row : never;

export type Value = string | number | null | undefined;

export type Column<Row> = {
  /** Name of the column in the address, and of the sort key that the server knows. */
  id: string;
  title: string;
  /** What is shown, sorted and exported: cents for amounts, `YYYY-MM-DD` for days, ISO 8601 for instants. */
  value: (row: Row) => Value;
  /** A `reference` is a number such as D-2026-0009, which stands on one line. */
  kind?: 'text' | 'reference' | 'amount' | 'number' | 'day' | 'instant';
  /** Shown in place of the written value: a link, a badge. */
  cell?: (row: Row) => ReactNode;
  isSortable?: boolean;
  /** The column that names the row: one per table, the first otherwise. */
  isName?: boolean;
  /** Left out until the reader asks for it. */
  isOptional?: boolean;
};

/** A value as a French reader sees it; a dash for what is absent. */
export function written<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row);
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'number') return column.kind === 'amount' ? amount(value) : wholeOrDecimal(value);
  if (column.kind === 'day') return day(value);
  return column.kind === 'instant' ? instant(value) : value;
}

/** Whether a column holds figures, which stand to the right. */
export function isFigure<Row>(column: Column<Row>): boolean {
  return column.kind === 'amount' || column.kind === 'number';
}

function wholeOrDecimal(value: number): string {
  return Number.isInteger(value) ? wholeNumber(value) : value.toLocaleString('fr-FR');
}
