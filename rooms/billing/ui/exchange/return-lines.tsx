// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { verdictLabels, type ReturnLine } from '../../contract.ts';

const colours = { apply: 'green', note: 'gray', known: 'gray', refuse: 'red', dismissed: 'gray' } as const;

export const whatLabels: Readonly<Record<string, string>> = {
  titre: 'Titre',
  payment: 'Encaissement',
  cancelled: 'Annulation',
  rejected: 'Rejet',
  acknowledged: 'Accusé',
  unreadable: 'Illisible',
};

/** What was made of a line, or would be. */
export function VerdictBadge({ verdict, isPreview = false }: { verdict: ReturnLine['verdict']; isPreview?: boolean }) {
  return (
    <Badge variant="light" color={colours[verdict]}>
      {isPreview && verdict === 'apply' ? 'Sera enregistrée' : verdictLabels[verdict]}
    </Badge>
  );
}

export function lineColumns<Line extends ReturnLine>(isPreview = false): readonly Column<Line>[] {
  return [
    { id: 'document', title: 'Document', kind: 'reference', isName: true, value: (row) => row.document ?? `Ligne ${row.line}` },
    { id: 'line', title: 'Ligne', kind: 'number', value: (row) => row.line },
    { id: 'what', title: 'Objet', value: (row) => whatLabels[row.what] ?? row.what },
    {
      id: 'verdict',
      title: 'Suite',
      value: (row) => verdictLabels[row.verdict],
      cell: (row) => <VerdictBadge verdict={row.verdict} isPreview={isPreview} />,
    },
    { id: 'says', title: 'Explication', value: (row) => row.says },
  ];
}

type Props<Line extends ReturnLine> = {
  caption: string;
  rows: readonly Line[];
  rowKey: (row: Line) => string;
  isPreview?: boolean;
  rowActions?: (row: Line) => ReactNode;
};

/** The lines of a return and what becomes of each. */
export function ReturnLines<Line extends ReturnLine>({ caption, rows, rowKey, isPreview = false, rowActions }: Props<Line>) {
  return <TableGrid caption={caption} columns={lineColumns<Line>(isPreview)} rows={rows} rowKey={rowKey} {...(rowActions && { rowActions })} />;
}
