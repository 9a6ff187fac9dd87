// SPDX-License-Identifier: EUPL-1.2
import { HOUSE_ID } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { importRegister, type ImportReport } from './import-register.ts';
import { tellMerger, writeMerger, type Merger, type RecordedMerger } from './record-merger.ts';
import { refreshRegister } from './register-in-memory.ts';

/**
 * Imports the edition that is installed, records the mergers that it does not tell, reads it into memory once and tells it all. Changes nothing
 * when it is there already and no merger is given.
 */
export async function takeInRegister(house: House, mergers: readonly Merger[] = []): Promise<ImportReport> {
  const report = await importRegister(house);
  const recorded: RecordedMerger[] = [];
  for (const merger of mergers) recorded.push(await writeMerger(house, merger));
  if (report.isNew || recorded.length > 0) await refreshRegister(house);
  for (const one of recorded) await tellMerger(house, one);
  if (!report.isNew) return report;
  const { edition, added, changed, ended } = report;
  await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Installation' }, organisation: HOUSE_ID }, (ctx) =>
    ctx.tell('organisations.edition-imported', { edition, added, changed, ended }),
  );
  return report;
}
