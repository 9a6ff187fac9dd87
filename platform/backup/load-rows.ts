// SPDX-License-Identifier: EUPL-1.2
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CannotStart } from '../cannot-start.ts';
import type { KeptTable } from './table-list.ts';

/** Adds one compressed piece of COPY text to a table, all of it or none. */
export async function loadRows(client: Client, table: KeptTable | undefined, piece: Readable): Promise<void> {
  if (!table) throw new CannotStart('La sauvegarde contient une table que cette version ne connaît pas.');
  await pipeline(piece, createGunzip(), client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`)));
}

type Guards = { foreignKeys: { table: string; name: string; definition: string }[]; forced: string[]; triggered: string[] };

/**
 * Takes down, in the caller's transaction, what would refuse rows in this order: foreign keys, whose tables may point in circles;
 * forced policies, under which COPY refuses to write; triggers, whose work is already in the rows.
 */
export async function takeGuardsDown(client: Client): Promise<Guards> {
  const guards = await findGuards(client);
  for (const { table, name } of guards.foreignKeys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const table of guards.forced) await client.query(`alter table ${table} no force row level security`);
  for (const table of guards.triggered) await client.query(`alter table ${table} disable trigger user`);
  return guards;
}

/** Puts them back; foreign keys check every row then. */
export async function putGuardsBack(client: Client, guards: Guards): Promise<void> {
  for (const table of guards.triggered) await client.query(`alter table ${table} enable trigger user`);
  for (const table of guards.forced) await client.query(`alter table ${table} force row level security`);
  for (const { table, name, definition } of guards.foreignKeys) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
}

async function findGuards(client: Client): Promise<Guards> {
  const foreignKeys = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint
      where contype = 'f' and conparentid = 0 and connamespace::regnamespace::text !~ '^pg_'
      order by 1, 2`,
  );
  const forced = await client.query<{ table: string }>(`select oid::regclass::text as table from pg_class where relforcerowsecurity order by 1`);
  const triggered = await client.query<{ table: string }>(
    `select distinct tgrelid::regclass::text as table
      from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
      where not tgisinternal and tgparentid = 0
      order by 1`,
  );
  return { foreignKeys: foreignKeys.rows, forced: forced.rows.map(nameOf), triggered: triggered.rows.map(nameOf) };
}

const nameOf = ({ table }: { table: string }): string => table;
