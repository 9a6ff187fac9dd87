// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

const definition = join(import.meta.dirname, '../../../deploy/prepare-database.sql');

/** Roles and extensions (`deploy/prepare-database.sql`) in the database of `superuserUrl`; sets the passwords given. Repeatable. */
export async function prepareDatabase(superuserUrl: string, passwords: { owner: string; server: string }): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(await databaseDefinition());
    await client.query(`alter role beffroi_owner password ${client.escapeLiteral(passwords.owner)}`);
    await client.query(`alter role beffroi_server password ${client.escapeLiteral(passwords.server)}`);
  } finally {
    await client.end();
  }
}

/** The text of `deploy/prepare-database.sql`. */
export function databaseDefinition(): Promise<string> {
  return readFile(definition, 'utf8');
}

/** Makes an empty database when there is none of that name, with French order of names (ICU) whatever the server's default. */
export async function ensureDatabase(superuserUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(name)} template template0 encoding 'UTF8' locale_provider icu icu_locale 'fr-FR'`);
  } finally {
    await client.end();
  }
}

/** The address of a database: in a URL, a socket's folder is the host, percent-encoded. */
export function databaseUrl(user: string, password: string, listen: { socketDir: string } | { port: number }, database: string): string {
  const host = 'port' in listen ? `127.0.0.1:${listen.port}` : encodeURIComponent(listen.socketDir);
  return `postgresql://${user}:${encodeURIComponent(password)}@${host}/${database}`;
}
