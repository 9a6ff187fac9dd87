// SPDX-License-Identifier: EUPL-1.2
import { shortAmount } from '#ui/format/amount.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { inWords } from '../words.ts';
import { type Closing, leftColumns, type Line } from './closing.ts';

/** The report of a year: what was kept, carried over, saved and lost, agent by agent. */
export function ClosingReport({ closing }: { closing: Closing }) {
  return (
    <TableGrid
      caption={closing.closedAt ? `Rapport de clôture de ${closing.year}` : `Ce que donnerait la clôture de ${closing.year}`}
      columns={closing.lines.some(({ option }) => option) ? [...columns, optionColumn] : columns}
      rows={closing.lines}
      rowKey={({ agentId }) => agentId}
    />
  );
}

const columns: readonly Column<Line>[] = [
  ...leftColumns,
  { id: 'saved', title: 'Compte épargne-temps', value: ({ saved }) => (saved === 0 ? null : inWords(saved, 'day')) },
  { id: 'lost', title: 'Perdu', value: ({ lost, unit }) => (lost === 0 ? null : inWords(lost, unit)) },
];

const optionColumn: Column<Line> = {
  id: 'option',
  title: 'À choisir avant le 31 janvier',
  value: ({ option }) =>
    option
      ? `${inWords(option.beyond, 'day')}, dont ${option.payable.toLocaleString('fr-FR')} payables à ${shortAmount(option.dayCents)} l’un ; sans choix : ${option.unchosen === 'pension' ? 'retraite additionnelle' : 'indemnité'}`
      : null,
};
