// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { readCsv, type CsvFault } from '#platform/documents/read-csv.ts';

export type CouncilLine = { line: number; familyName: string; givenName: string; title: string; email: string | null; delegation: string | null };

const address = z.email().max(254);

const fields = {
  familyName: { titles: ['Nom', 'Nom de famille', 'Nom de l’élu'], isRequired: true },
  givenName: { titles: ['Prénom', 'Prénom de l’élu'], isRequired: true },
  title: { titles: ['Fonction', 'Libellé de la fonction', 'Mandat'] },
  email: { titles: ['Adresse électronique', 'Courriel', 'E-mail', 'Mail'] },
  delegation: { titles: ['Délégations', 'Délégation'] },
} as const;

const MOST_LINES = 5_000;
const UNTITLED = 'Conseiller municipal';

/** Reads the list of an assembly: a CSV file, or lines pasted from a spreadsheet, with a line of titles. A fault for each line that cannot be taken. */
export function readCouncil(list: string): { lines: CouncilLine[]; faults: CsvFault[] } {
  const { rows, faults } = readCsv(list, fields, { most: MOST_LINES });
  const lines: CouncilLine[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const email = cells.email.toLowerCase();
    const says = faultIn(cells, seen.get(email));
    if (says) faults.push({ line, says });
    else
      lines.push({
        line,
        familyName: cells.familyName,
        givenName: cells.givenName,
        title: cells.title || UNTITLED,
        email: email || null,
        delegation: cells.delegation || null,
      });
    if (email) seen.set(email, line);
  }
  return { lines, faults };
}

function faultIn(cells: Record<keyof typeof fields, string>, sameAddress: number | undefined): string | null {
  if (!cells.familyName) return 'Le nom manque.';
  if (!cells.givenName) return 'Le prénom manque.';
  for (const text of [cells.familyName, cells.givenName, cells.title])
    if (text.length > 100) return 'Le nom, le prénom et la fonction comptent au plus 100 caractères.';
  if (cells.delegation.length > 500) return 'Les délégations comptent au plus 500 caractères.';
  if (cells.email && !address.safeParse(cells.email).success) return `« ${cells.email} » n’est pas une adresse électronique complète.`;
  return cells.email && sameAddress !== undefined ? `Cette adresse est déjà celle de la ligne ${sameAddress}.` : null;
}
