// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { acrossOrganisations, inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { installedVersion, readPackage, type RegisterSource } from './read-package.ts';
import { writeEdition } from './write-edition.ts';

export type ImportReport = { edition: number; isNew: boolean; communes: number; epci: number; added: number; changed: number; ended: number };

/** Every process reads the register again when one of them has changed it. */
export const REGISTER_CHANNEL = 'organisations.register';

/**
 * Adds an edition of the national register: by default the package that is installed. A second import of the same files changes nothing;
 * a new edition never touches what earlier ones said. Refuses an edition older than the latest, and other files under the same year.
 */
export async function importRegister(house: Pick<House, 'db' | 'clock'>, source?: RegisterSource): Promise<ImportReport> {
  const standing = source ? undefined : await importedAlready(house);
  if (standing) return standing;
  const edition = source ?? (await readPackage());
  return acrossOrganisations<Tables, ImportReport>(
    house.db,
    'organisations.import',
    `importer l’édition ${edition.edition} du registre`,
    async (tx) => {
      await sql`lock table organisations.register_edition in share row exclusive mode`.execute(tx);
      const before = await tx.selectFrom('organisations.register_edition').selectAll().orderBy('edition', 'desc').execute();
      const counts = { edition: edition.edition, communes: edition.communes.length, epci: edition.epci.length };
      if (before.some(({ digest }) => digest === edition.digest)) return { ...counts, isNew: false, added: 0, changed: 0, ended: 0 };
      refuseOutOfOrder(edition, before[0]);
      const written = await writeEdition(tx, edition, house.clock.now());
      await sql`select pg_notify(${REGISTER_CHANNEL}, '')`.execute(tx);
      await refreshStatistics(tx);
      return { ...counts, isNew: true, ...written };
    },
  );
}

// Reading 12 MB to find that nothing is new would be paid at each start.
async function importedAlready({ db }: Pick<House, 'db'>): Promise<ImportReport | undefined> {
  const version = await installedVersion();
  const edition = await inNoOrganisation<Tables, Tables['organisations.register_edition'] | undefined>(
    db,
    (tx) => tx.selectFrom('organisations.register_edition').selectAll().where('package_version', '=', version).executeTakeFirst(),
    { readOnly: true },
  );
  return edition && { edition: edition.edition, communes: edition.communes, epci: edition.epci, isNew: false, added: 0, changed: 0, ended: 0 };
}

function refuseOutOfOrder(source: RegisterSource, latest: Tables['organisations.register_edition'] | undefined): void {
  if (!latest) return;
  if (source.edition === latest.edition)
    throw new Error(`l’édition ${source.edition} est déjà importée (version ${latest.package_version}) et ne s’écrase pas`);
  if (source.edition < latest.edition) throw new Error(`l’édition ${source.edition} est antérieure à la dernière importée (${latest.edition})`);
}

// Without statistics the first searches after an import would scan; only the tables' owner may analyse, so a function of its own does.
async function refreshStatistics(tx: Transaction<Tables>): Promise<void> {
  await sql`select organisations.analyse_register()`.execute(tx);
}
