// SPDX-License-Identifier: EUPL-1.2
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { RowSum, type Sum } from './sum.ts';
import type { KeptTable } from './table-list.ts';

/** Hands the rows of a table, as COPY writes them, to `take` in pieces, and sums them up. */
export async function readTable(client: Client, table: KeptTable, take: (piece: AsyncIterable<Buffer>) => Promise<void>): Promise<Sum> {
  const rows = new RowSum();
  const source = client.query(copyTo(`copy (select ${table.columns.join(', ')} from ${table.name}) to stdout`));
  await pipeline(source, rows, take);
  return rows.sum();
}

/** The sum alone: to compare what was restored with what was saved. */
export function sumTable(client: Client, table: KeptTable): Promise<Sum> {
  return readTable(client, table, async (pieces) => {
    for await (const piece of pieces) void piece;
  });
}
