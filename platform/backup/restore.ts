// SPDX-License-Identifier: EUPL-1.2
import type { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { Client } from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import { CannotStart } from '../cannot-start.ts';
import { migrate, migrateTo } from '../db/migrate.ts';
import { prepareQueue } from '../jobs/prepare-queue.ts';
import { JOB_SCHEMA } from '../jobs/queue.ts';
import type { Room } from '../room.ts';
import { readArchive } from './archive.ts';
import { fingerprintOf, headerShape, summaryShape, type Header, type Summary } from './backup-shape.ts';
import type { Installation } from './back-up.ts';
import { bringBack } from './bring-back.ts';
import { checkRestored } from './check-restored.ts';
import { loadRows, putGuardsBack, takeGuardsDown } from './load-rows.ts';
import { keptTables } from './table-list.ts';

export type Restoration = Installation & {
  rooms: readonly Room[];
  /** Where the backup left what it does not hold. Null, and `gives up` it: those bytes are then missing. */
  secondSite?: BlobStore | null;
  givesUpElsewhere?: boolean;
};

/**
 * Restores an archive into an empty installation: all of it, checked equal to what was saved, or nothing. What it left at the second site is fetched
 * there, and what that does not give back is named with what was missing before. The version that restores may be newer than the one that saved; the
 * schema is then brought forward afterwards. Returns what was restored.
 */
export async function restore(into: Restoration, file: string): Promise<Summary> {
  const entries = readArchive(file);
  try {
    const header = await readHeader(entries, into.rootKey);
    refuseWithoutElsewhere(into, header);
    const names = into.rooms.map((room) => room.name);
    await migrateTo(into.ownerUrl, names, new Map(Object.entries(header.migrations)));
    await prepareQueue(into.ownerUrl, into.rooms);
    const summary = await restoreEntries(into, header, entries);
    await migrate(into.ownerUrl, names);
    await prepareQueue(into.ownerUrl, into.rooms);
    return summary;
  } catch (error) {
    throw error instanceof CannotStart ? error : explain(error, file);
  } finally {
    await entries.return(undefined);
  }
}

type Entries = AsyncGenerator<{ name: string; content: Readable }>;

async function readHeader(entries: Entries, rootKey: Uint8Array): Promise<Header> {
  const first = await entries.next();
  if (first.done || first.value.name !== 'header.json') throw new CannotStart('Ce fichier n’est pas une sauvegarde de Beffroi.');
  const read = headerShape.safeParse(await json(first.value.content));
  if (!read.success) throw new CannotStart('Cette sauvegarde a été faite par une version plus récente de Beffroi.');
  if (read.data.rootKey !== fingerprintOf(rootKey)) {
    throw new CannotStart(
      'La clé racine n’est pas celle de la sauvegarde : sans elle, fichiers et secrets resteraient illisibles. Remettez-la d’abord (SECRET_KEY_FILE, ou le fichier secret-key du dossier de données).',
    );
  }
  return read.data;
}

async function restoreEntries(into: Restoration, header: Header, entries: Entries): Promise<Summary> {
  const client = new Client({ connectionString: into.ownerUrl, keepAlive: true, application_name: 'beffroi-restore' });
  await client.connect();
  try {
    await refuseUnlessIdle(client);
    await refuseOtherQueue(client, header);
    await client.query('begin');
    await refuseUnlessEmpty(client);
    const guards = await takeGuardsDown(client);
    const tables = new Map((await keptTables(client)).map((table) => [table.name, table]));
    await client.query(`truncate ${[...tables.keys()].join(', ')}`);
    const blobNames: string[] = [];
    const summary = await takeEntries(entries, {
      rows: (table, piece) => loadRows(client, tables.get(table), piece),
      blob: async (name, content) => {
        await keepBlob(into.blobs, name, content);
        blobNames.push(name);
      },
    });
    await putGuardsBack(client, guards);
    for (const { name, last, isCalled } of summary.sequences) await client.query('select setval($1, $2, $3)', [name, last, isCalled]);
    await checkRestored(client, into.blobs, summary, blobNames);
    const lost = await bringBackLeft(client, into, summary);
    await client.query('commit');
    await client.query('analyze');
    return { ...summary, missingBlobs: [...summary.missingBlobs, ...lost] };
  } finally {
    await client.end();
  }
}

async function bringBackLeft(client: Client, { rooms, secondSite, blobs }: Restoration, { leftElsewhere }: Summary): Promise<string[]> {
  const tables = rooms.flatMap(({ keptElsewhere }) => keptElsewhere ?? []);
  return leftElsewhere.count > 0 && secondSite ? bringBack(client, tables, secondSite, blobs) : [];
}

async function takeEntries(
  entries: Entries,
  take: { rows(table: string, piece: Readable): Promise<void>; blob(name: string, content: Readable): Promise<void> },
): Promise<Summary> {
  for await (const { name, content } of entries) {
    const [kind, ...path] = name.split('/');
    if (kind === 'tables') await take.rows(path[0] ?? '', content);
    else if (kind === 'blobs') await take.blob(path.join('/'), content);
    else if (name === 'summary.json') return summaryShape.parse(await json(content));
  }
  throw new CannotStart('La sauvegarde est incomplète : elle a été interrompue, ou le fichier a été tronqué. Rien n’a été restauré.');
}

// A restoration that was cut short leaves whole blobs behind: the check reads them like the others.
async function keepBlob(store: BlobStore, name: string, content: Readable): Promise<void> {
  if ((await store.size(name)) === null) await store.write(name, content);
}

function refuseWithoutElsewhere({ secondSite, givesUpElsewhere }: Restoration, { leftElsewhere }: Header): void {
  if (leftElsewhere === 0 || secondSite || givesUpElsewhere) return;
  throw new CannotStart(
    `Cette sauvegarde laisse ${leftElsewhere} fichiers au second site : indiquez-le (SECOND_SITE_DIR ou SECOND_SITE_S3_…), ou renoncez-y par --without-second-site.`,
  );
}

async function refuseUnlessIdle(client: Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_stat_activity where datname = current_database() and usename = 'beffroi_server'`);
  if (rowCount) throw new CannotStart('Beffroi est en marche sur cette base : arrêtez le serveur et les tâches avant de restaurer.');
}

async function refuseOtherQueue(client: Client, header: Header): Promise<void> {
  const { rows } = await client.query<{ version: number }>(`select version::int from ${JOB_SCHEMA}.version`);
  if (rows[0]?.version === header.queueSchema) return;
  throw new CannotStart(
    `La file des tâches de la sauvegarde (schéma ${header.queueSchema}) n’est pas celle de cette version (schéma ${rows[0]?.version}) : restaurez avec la version de Beffroi qui a sauvegardé, puis mettez-la à jour.`,
  );
}

// Reference tables are filled by migrations and imports; what somebody would miss stands in the others.
async function refuseUnlessEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select table_name as name from platform.table_kind where kind <> 'reference' order by 1`);
  for (const { name } of rows) {
    const { rowCount } = await client.query(`select from ${name} limit 1`);
    if (rowCount)
      throw new CannotStart(
        `Cette installation contient déjà des données (${name}) : restaurez dans une base vide, ou un dossier de données neuf (DATA_DIR).`,
      );
  }
}

function explain(error: unknown, file: string): CannotStart {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new CannotStart(`Le fichier ${file} n’existe pas.`);
  return new CannotStart(`La sauvegarde n’a pas pu être restaurée, et rien ne l’a été : ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}
