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

/**
 * `backup <file> [--whole]`: saves the whole installation, in use or not. Where there is a second site, what was copied and read back there is left out
 * unless `--whole` is said. Exit code 1 when bytes were already missing.
 */
export async function backupCommand(rooms: readonly Room[], words: readonly string[]): Promise<number> {
  const { file, flags } = wordsOf(words, ['whole']);
  if (!file) throw new CannotStart('Indiquez le fichier à écrire : beffroi backup /sauvegardes/beffroi-2026-11-21.tar');
  const settings = readSettings(process.env);
  const leavesOut = settings.secondSite && !flags.has('whole') ? rooms.flatMap(({ keptElsewhere }) => keptElsewhere ?? []) : [];
  const saved = await withInstallation(settings, { joins: true }, (from) => backUp(from, resolve(file), systemClock.now(), { leavesOut }));
  console.log(`Sauvegarde écrite dans ${file} : ${contentOf(saved)}.`);
  const { count, bytes } = saved.leftElsewhere;
  if (count > 0) console.log(`Laissés au second site, qui les a déjà : ${filesOf(count, bytes)}. Pour tout mettre dans le fichier : --whole.`);
  console.log('La clé racine n’y est pas : gardez-la ailleurs, sans elle les fichiers restaurés resteraient illisibles.');
  for (const name of saved.missingBlobs) console.error(`Contenu déjà perdu avant la sauvegarde : ${name}`);
  return saved.missingBlobs.length === 0 ? 0 : 1;
}

/**
 * `restore <file> [--without-second-site]`: restores into an empty installation that nobody uses, checked equal to what was saved. What the backup left
 * at the second site is fetched there. Exit code 1 when bytes are missing.
 */
export async function restoreCommand(rooms: readonly Room[], words: readonly string[]): Promise<number> {
  const { file, flags } = wordsOf(words, ['without-second-site']);
  if (!file) throw new CannotStart('Indiquez la sauvegarde à restaurer : beffroi restore /sauvegardes/beffroi-2026-11-21.tar');
  const settings = readSettings(process.env);
  const givesUpElsewhere = flags.has('without-second-site');
  const secondSite = settings.secondSite && !givesUpElsewhere ? await openBlobStore(settings.secondSite) : null;
  try {
    const restored = await withInstallation(settings, { joins: false }, (into) =>
      restore({ ...into, rooms, secondSite, givesUpElsewhere }, resolve(file)),
    );
    console.log(`Restauration terminée et relue, conforme à la sauvegarde : ${contentOf(restored)}.`);
    const { count, bytes } = restored.leftElsewhere;
    if (count > 0) console.log(`${givesUpElsewhere ? 'Restent au second site' : 'Repris au second site'} : ${filesOf(count, bytes)}.`);
    for (const name of restored.missingBlobs) console.error(`Contenu perdu : ${name}`);
    return restored.missingBlobs.length === 0 && !(givesUpElsewhere && count > 0) ? 0 : 1;
  } finally {
    await secondSite?.close();
  }
}

function wordsOf<Flag extends string>(words: readonly string[], known: readonly Flag[]): { file: string | undefined; flags: ReadonlySet<Flag> } {
  const given = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
  const unknown = given.find((word) => !known.some((flag) => flag === word));
  if (unknown) throw new CannotStart(`« --${unknown} » n’est pas une option de cette commande.`);
  return { file: words.find((word) => !word.startsWith('--')), flags: new Set(known.filter((flag) => given.includes(flag))) };
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

const number = new Intl.NumberFormat('fr-FR');

function contentOf({ tables, blobs }: Summary): string {
  const rows = tables.reduce((total, { sum }) => total + sum.count, 0);
  return `${number.format(rows)} lignes de ${tables.length} tables et ${filesOf(blobs.count, blobs.bytes)}`;
}

function filesOf(count: number, bytes: number): string {
  return `${number.format(count)} fichiers (${number.format(Math.ceil(bytes / 1e6))} Mo)`;
}
