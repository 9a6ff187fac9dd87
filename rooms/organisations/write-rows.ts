// SPDX-License-Identifier: EUPL-1.2
import { CompiledQuery, type Insertable, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

const ROWS_A_STATEMENT = 10_000;

/** Inserts rows column by column: one statement per ten thousand, where a list of values would reach PostgreSQL's 65 535 parameters. */
export async function writeRows<Name extends keyof Tables & string>(
  tx: Transaction<Tables>,
  table: Name,
  columns: { readonly [Column in keyof Tables[Name] & string]: string },
  rows: readonly Insertable<Tables[Name]>[],
): Promise<void> {
  const names = Object.keys(columns) as (keyof Tables[Name] & keyof Insertable<Tables[Name]> & string)[]; // the mapped type has no other key
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`).join(', ');
  const statement = `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays})`;
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const some = rows.slice(start, start + ROWS_A_STATEMENT);
    await tx.executeQuery(
      CompiledQuery.raw(
        statement,
        names.map((name) => some.map((row) => row[name])),
      ),
    );
  }
}
