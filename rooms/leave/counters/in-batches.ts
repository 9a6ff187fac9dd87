// SPDX-License-Identifier: EUPL-1.2

/** PostgreSQL takes 65 535 parameters a statement; a row of this room has at most 25. */
const MOST_ROWS = 2_000;

/** Rows as statements can take them. */
export function inBatches<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, index) => rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS));
}
