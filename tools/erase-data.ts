// SPDX-License-Identifier: EUPL-1.2
/** Forgets the trial installation: its embedded database, blobs, their second site and key. An external database is never touched. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '#platform/cannot-start.ts';
import { eraseEmbedded } from '#platform/db/embedded/start-embedded.ts';
import { demonstrationSecondSite, readSettings } from '#platform/settings.ts';

try {
  const { database, blobs, dataDir, mode } = readSettings(process.env);
  if (database.kind !== 'embedded' || blobs.kind !== 'disk' || blobs.dir !== join(dataDir, 'blobs') || mode !== 'development') {
    throw new CannotStart('demo:reset n’efface que la démonstration embarquée : cette installation a sa propre base ou ses propres fichiers.');
  }
  await eraseEmbedded(dataDir);
  for (const kept of [blobs.dir, demonstrationSecondSite(dataDir)]) await rm(kept, { recursive: true, force: true });
  await rm(join(dataDir, 'secret-key'), { force: true });
  console.log('Les données de démonstration sont effacées.');
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
