// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { EntryRow } from './entry-rows.ts';

export const csvColumns = [
  { name: 'id', title: 'Identifiant' },
  { name: 'familyName', title: 'Nom' },
  { name: 'givenName', title: 'Prénom' },
  { name: 'title', title: 'Fonction' },
  { name: 'kind', title: 'Nature' },
  { name: 'email', title: 'Adresse électronique' },
  { name: 'phone', title: 'Téléphone' },
  { name: 'mobile', title: 'Mobile' },
  { name: 'office', title: 'Bureau' },
  { name: 'unit', title: 'Service' },
  { name: 'skills', title: 'Compétences' },
  { name: 'delegation', title: 'Délégations' },
  { name: 'beginsOn', title: 'Premier jour' },
  { name: 'endsOn', title: 'Dernier jour' },
] as const;

export const kindWords = { agent: 'agent', elected: 'élu', external: 'intervenant extérieur' } as const;
// In a unit's name it would read as a step down.
export const PATH_MARK = ' > ';

/** The cells of an entry, in the order of the columns. */
export function csvRow(row: EntryRow, paths: ReadonlyMap<string, string>): (string | null)[] {
  const cells = { ...row, kind: kindWords[row.kind], unit: row.unitId === null ? null : (paths.get(row.unitId) ?? null) };
  return csvColumns.map(({ name }) => cells[name]);
}

/** Each service by its way from the top: « Direction générale > Finances ». */
export async function unitPaths(ctx: Context<Tables>): Promise<Map<string, string>> {
  const units = await ctx.tx.selectFrom('people.unit').select(['id', 'name', 'parent_id']).where('organisation_id', '=', ctx.organisation).execute();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const path = (id: string): string => {
    const unit = byId.get(id);
    if (!unit) return '';
    return unit.parent_id === null ? unit.name : `${path(unit.parent_id)}${PATH_MARK}${unit.name}`;
  };
  return new Map(units.map(({ id }) => [id, path(id)]));
}
