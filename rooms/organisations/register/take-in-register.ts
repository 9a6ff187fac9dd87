// SPDX-License-Identifier: EUPL-1.2
import { HOUSE_ID } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { importRegister, type ImportReport } from './import-register.ts';
import { refreshRegister } from './register-in-memory.ts';

/** Imports the edition that is installed, reads it into memory and tells it. Changes nothing when it is there already. */
export async function takeInRegister(house: House): Promise<ImportReport> {
  const report = await importRegister(house);
  if (!report.isNew) return report;
  await refreshRegister(house);
  const { edition, added, changed, ended } = report;
  await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Installation' }, organisation: HOUSE_ID }, (ctx) =>
    ctx.tell('organisations.edition-imported', { edition, added, changed, ended }),
  );
  return report;
}
