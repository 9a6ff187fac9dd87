// SPDX-License-Identifier: EUPL-1.2
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { identityOf } from '../access/providers.ts';
import { eraseBody } from '../body/erase-body.ts';
import { exportBody } from '../body/export-body.ts';
import { CannotStart } from '../cannot-start.ts';
import type { House } from '../house.ts';

/** `export-body <slug> <folder>`: writes everything that the rooms keep for a body, one file each, into a new folder. */
export async function exportBodyCommand(house: House, [slug, folder]: readonly string[]): Promise<void> {
  if (!slug || !folder) throw new CannotStart('Usage : export-body <collectivité> <dossier à créer>');
  const body = await bodyNamed(house, slug);
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new CannotStart(`Le dossier ${folder} existe déjà : choisissez-en un nouveau.`) : error;
  });
  let count = 0;
  for await (const { path, content } of exportBody(house, body.id)) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, path), content, { mode: 0o600 });
    count++;
  }
  console.log(`${body.name} : ${count} fichiers dans ${folder}.`);
}

/** `erase-body <slug> <reason…>`: removes everything that the rooms keep for a body; the journal keeps the reason. */
export async function eraseBodyCommand(house: House, [slug, ...reason]: readonly string[]): Promise<void> {
  if (!slug || reason.length === 0) throw new CannotStart('Usage : erase-body <collectivité> <motif>');
  const body = await bodyNamed(house, slug);
  await eraseBody(house, body.id, { reason: reason.join(' ') });
  console.log(`${body.name} : ses données sont effacées ; le journal garde la trace de l’effacement.`);
}

async function bodyNamed(house: House, slug: string): Promise<{ id: string; name: string }> {
  const body = await identityOf(house).organisationOf(house, slug);
  if (!body) throw new CannotStart(`Aucune collectivité ne porte l’adresse « ${slug} ».`);
  return body;
}
