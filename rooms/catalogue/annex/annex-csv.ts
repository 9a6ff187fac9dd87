// SPDX-License-Identifier: EUPL-1.2
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { Annex } from './annex.ts';
import { spread } from './annex.ts';

const titles = [
  'Partie',
  'Tableau',
  'Groupe',
  'Ligne',
  'Échéance',
  'Colonne',
  'Montant en euros',
  'Texte',
  'Document',
  'Ligne du document',
  'Valeur imprimée',
  'Lectures',
];

/** One line per cell of the printed tables, with its amount and where it is printed. */
export function annexCsv(annex: Annex): string {
  return writeCsv(titles, linesOf(annex));
}

function* linesOf({ printed }: Annex): Generator<CsvCell[]> {
  for (const section of printed.sections)
    for (const table of section.tables)
      for (const row of table.rows)
        for (const [column, cell] of spread(row.cells).entries()) {
          const [citation] = cell.citations;
          yield [
            section.title,
            table.caption,
            row.group,
            row.label,
            row.detail,
            table.columns[column]?.label,
            cell.cents === null ? null : { cents: cell.cents },
            cell.text,
            citation?.document,
            citation?.line,
            citation?.figure,
            [...new Set(cell.readings)].join(' '),
          ];
        }
}
