// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path';
import { backUp, type Installation } from '../backup/back-up.ts';
import type { Summary } from '../backup/backup-shape.ts';
import { restore } from '../backup/restore.ts';
import { openBlobStore } from '../blobs/open-store.ts';
import { CannotStart } from '../cannot-start.ts';
import { systemClock } from '../clock.ts';
import type { Room } from '../room.ts';
import { readSettings, type Settings } from '../settings.ts';
import { openDatabaseServer } from './open-database-server.ts';

/** `backup <file>`: saves the whole installation, in use or not. Exit code 1 when bytes were already missing. */
export async function backupCommand(words: readonly string[]): Promise<number> {
  const [file] = words;
  if (!file) throw new CannotStart('Indiquez le fichier à écrire : beffroi backup /sauvegardes/beffroi-2026-11-21.tar');
  const settings = readSettings(process.env);
  const saved = await withInstallation(settings, { joins: true }, (from) => backUp(from, resolve(file), systemClock.now()));
  console.log(`Sauvegarde écrite dans ${file} : ${contentOf(saved)}.`);
  console.log('La clé racine n’y est pas : gardez-la ailleurs, sans elle les fichiers restaurés resteraient illisibles.');
  for (const name of saved.missingBlobs) console.error(`Contenu déjà perdu avant la sauvegarde : ${name}`);
  return saved.missingBlobs.length === 0 ? 0 : 1;
}

/** `restore <file>`: restores into an empty installation that nobody uses, checked equal to what was saved. */
export async function restoreCommand(rooms: readonly Room[], words: readonly string[]): Promise<void> {
  const [file] = words;
  if (!file) throw new CannotStart('Indiquez la sauvegarde à restaurer : beffroi restore /sauvegardes/beffroi-2026-11-21.tar');
  const settings = readSettings(process.env);
  const restored = await withInstallation(settings, { joins: false }, (into) => restore({ ...into, rooms }, resolve(file)));
  console.log(`Restauration terminée et relue, conforme à la sauvegarde : ${contentOf(restored)}.`);
}

async function withInstallation<Result>(
  settings: Settings,
  options: { joins: boolean },
  work: (one: Installation) => Promise<Result>,
): Promise<Result> {
  const server = await openDatabaseServer(settings, (line) => console.log(line), options);
  try {
    const blobs = await openBlobStore(settings.blobs);
    try {
      return await work({ ownerUrl: server.ownerUrl, blobs, rootKey: settings.secretKey });
    } finally {
      await blobs.close();
    }
  } finally {
    await server.stop();
  }
}

function contentOf({ tables, blobs }: Summary): string {
  const rows = tables.reduce((total, { sum }) => total + sum.count, 0);
  const number = new Intl.NumberFormat('fr-FR');
  return `${number.format(rows)} lignes de ${tables.length} tables et ${number.format(blobs.count)} fichiers (${number.format(Math.ceil(blobs.bytes / 1e6))} Mo)`;
}
