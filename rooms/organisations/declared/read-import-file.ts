// SPDX-License-Identifier: EUPL-1.2
import { readCsv, type CsvField, type CsvReading } from '#platform/documents/read-csv.ts';
import { refuse } from '../contract/refusals.ts';

export const MOST_LINES = 10_000;

const fields = {
  name: { titles: ['Nom', 'Dénomination', 'Raison sociale', 'Libellé', 'Collectivité'], isRequired: true },
  kind: { titles: ['Type', 'Nature', 'Catégorie'], isRequired: true },
  siren: { titles: ['SIREN', 'Numéro SIREN'] },
  siret: { titles: ['SIRET', 'Numéro SIRET'] },
  parent: { titles: ['Rattachement', 'Collectivité de rattachement', 'Rattachée à', 'Parent'] },
  serves: { titles: ['Territoire desservi', 'Dessert', 'Communes desservies', 'Membres'] },
  population: { titles: ['Population', 'Habitants', 'Nombre d’habitants'] },
  agents: { titles: ['Agents', 'Effectif', 'Nombre d’agents'] },
  budget: { titles: ['Budget', 'Budget (€)', 'Budget annuel'] },
  affiliated: { titles: ['Affiliée au CDG', 'Affiliée', 'Affilié', 'Affilié au CDG', 'Affiliation'] },
  hosted: { titles: ['Hébergée', 'Hébergé', 'Hébergement'] },
  since: { titles: ['Date d’effet', 'À compter du', 'Depuis le', 'Date'] },
} as const satisfies Record<string, CsvField>;

export type ImportColumn = keyof typeof fields;
export type ImportRow = { line: number; cells: Record<ImportColumn, string> };

/** The titles of the columns, as the template writes them. */
export const importTitles: readonly string[] = Object.values(fields).map(({ titles }) => titles[0]);

/** Reads the file that was sent. Refuses one without its two columns, an empty one, and one of more than 10 000 lines. */
export function readImportFile(content: string): CsvReading<ImportColumn> {
  const reading = readCsv(Buffer.from(content, 'base64'), fields, { most: MOST_LINES });
  if (reading.rows.length > 0) return reading;
  const [fault] = reading.faults;
  if (fault && fault.line > MOST_LINES) throw refuse('organisations.too-many-lines', { most: MOST_LINES }, 'content');
  throw refuse('organisations.unreadable-file', { fault: fault?.says ?? 'Il n’a pas d’autre ligne que celle des titres.' }, 'content');
}
