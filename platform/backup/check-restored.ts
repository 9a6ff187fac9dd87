// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import { CannotStart } from '../cannot-start.ts';
import type { Summary } from './backup-shape.ts';
import { sumTable } from './read-table.ts';
import { startNamed, startSum, type Sum } from './sum.ts';
import { keptTables } from './table-list.ts';

/** Reads everything back, rows and bytes, and refuses unless each table and the blobs add up to what was saved. */
export async function checkRestored(client: Client, blobs: BlobStore, saved: Summary, blobNames: readonly string[]): Promise<void> {
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 3`,
  );
  const here = new Set((await keptTables(client)).map((table) => table.name));
  for (const { name, columns, sum } of saved.tables) {
    if (!here.has(name)) throw new CannotStart(`La table ${name} de la sauvegarde n’existe pas ici. Rien n’a été restauré.`);
    refuseUnlessEqual(`la table ${name}`, sum, await sumTable(client, { name, columns }));
  }
  const restored = startSum();
  for (const name of blobNames) {
    const digest = startNamed(name);
    let size = 0;
    for await (const chunk of await blobs.read(name)) {
      digest.update(chunk);
      size += chunk.length;
    }
    restored.add(digest.digest(), size);
  }
  refuseUnlessEqual('les fichiers', saved.blobs, restored.end());
}

function refuseUnlessEqual(what: string, saved: Sum, restored: Sum): void {
  if (saved.count === restored.count && saved.bytes === restored.bytes && saved.digest === restored.digest) return;
  throw new CannotStart(
    `Ce qui a été relu diffère de la sauvegarde pour ${what} (${saved.count} attendus, ${restored.count} relus). Rien n’a été restauré.`,
  );
}
