// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../edition-schema.ts';
import { printEdition } from '../printed/print-edition.ts';
import type { PrintedCell, PrintedEdition, PrintedTable } from '../printed/printed-shapes.ts';

/** The annex of a deliberation: the edition laid out, with what a reader must know of it. */
export type Annex = {
  title: string;
  fileName: string;
  facts: readonly (readonly [string, string])[];
  warning: string | null;
  printed: PrintedEdition;
};

/** What the annex of an edition says, whatever the format. */
export function annexOf(edition: Edition): Annex {
  const isDraft = edition.status === 'draft';
  return {
    title: isDraft ? `Projet d’annexe tarifaire : ${edition.label}` : `Annexe tarifaire : ${edition.label}`,
    fileName: `${isDraft ? 'projet-' : ''}annexe-${edition.key}`,
    facts: [
      ['Opérateur', edition.operator.label],
      ['Acte', actText(edition.act)],
      ['Validité', validityText(edition)],
      ['Documents', edition.documents.map(({ key, label }) => `${key} : ${label}`).join(' ; ')],
    ],
    warning: isDraft ? 'Projet soumis au vote : ces tarifs ne s’appliquent pas.' : null,
    printed: printEdition(edition),
  };
}

/** The act that voted an edition, in words. */
export function actText(act: Edition['act']): string {
  if (!act.known) return 'non communiqué';
  return `délibération n° ${act.number} du ${longDay(act.votedOn)}, ${act.assembly}${act.identifier ? ` (${act.identifier})` : ''}`;
}

/** From when to when an edition prices, in words. */
export function validityText({ status, validity: { from, to } }: Pick<Edition, 'status' | 'validity'>): string {
  if (status === 'draft' || status === 'voted') return 'pas encore en vigueur';
  if (from.day === null) return to.day === null ? 'jamais mise en vigueur' : `jusqu’au ${longDay(to.day)} ; début non communiqué`;
  if (to.day === null) return `à partir du ${longDay(from.day)}`;
  return to.day < from.day ? 'retirée avant son entrée en vigueur' : `du ${longDay(from.day)} au ${longDay(to.day)}`;
}

/** « 1er janvier 2026 ». */
export function longDay(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('fr-FR', { dateStyle: 'long' }).replace(/^1 /, '1er ');
}

/** The cells of a row with one text per column: a price printed for several columns stands in each. */
export function spread(cells: readonly PrintedCell[]): PrintedCell[] {
  return cells.flatMap((cell) => Array.from({ length: cell.span }, () => cell));
}

/** Wide grids print figures without their sign, as the documents do. */
export function isInEuros(table: PrintedTable): boolean {
  return table.columns.length > 8 && table.columns.every(({ isAmount }) => isAmount);
}

/** A cell's text in a table whose caption says « en euros ». */
export function withoutSign(text: string): string {
  return text.replace(/\u00a0€$/, '');
}
