// SPDX-License-Identifier: EUPL-1.2
import { joinEmbedded, startEmbedded } from '../db/embedded/start-embedded.ts';
import type { Settings } from '../settings.ts';

export type DatabaseServer = { serverUrl: string; ownerUrl: string; stop(): Promise<void> };

/**
 * The database server of these settings: the embedded one, started now and stopped by `stop`, or an external one, left as it is.
 * A short command `joins` the embedded server of a running Beffroi when there is one.
 */
export async function openDatabaseServer(
  settings: Settings,
  log: (line: string) => void,
  options: { joins?: boolean } = {},
): Promise<DatabaseServer> {
  const { database, dataDir } = settings;
  if (database.kind === 'embedded') return options.joins ? joinEmbedded({ dataDir, log }) : startEmbedded({ dataDir, log });
  return { serverUrl: database.serverUrl, ownerUrl: database.ownerUrl, stop: async () => {} };
}
