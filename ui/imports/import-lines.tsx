// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { count } from '../format/amount.ts';
import { Section, Sections } from '../parts/section.tsx';
import type { Column } from '../tables/columns.ts';
import { type Selection, useSelection } from '../tables/selection.ts';
import { TableGrid } from '../tables/table-grid.tsx';

/** A line of a file, and what it would do. */
export type ImportLine = { line: number; name: string; action: 'create' | 'change' | 'same' | 'error'; says: string };

type Words = { /** Title of the column of names. */ who: string; created: string; changed: string };

type Props = {
  words: Words;
  lines: readonly ImportLine[];
  /** Columns of the file that nobody reads. */
  ignored: readonly string[];
  /** What else was found, above the lines. */
  others?: ReactNode;
  /** Sends the numbers of the lines chosen. */
  send: (lines: number[]) => void;
  isSending: boolean;
};

/** What was read of a file: the faults first, then the lines to import, which are chosen. */
export function ImportLines({ words, lines, ignored, others, send, isSending }: Props) {
  const faulty = lines.filter(({ action }) => action === 'error');
  const useful = lines.filter(({ action }) => action === 'create' || action === 'change');
  const upToDate = lines.length - faulty.length - useful.length;
  const selection = useSelection(useful.map(({ line }) => String(line)));
  const chosen = useful.filter(({ line }) => selection.keys.has(String(line))).map(({ line }) => line);
  return (
    <>
      {ignored.length > 0 && <p>Colonnes laissées de côté : {ignored.join(', ')}.</p>}
      {others}
      <Sections>
        <Lines words={words} title={count('ligne à corriger', 'lignes à corriger', faulty.length)} lines={faulty} />
        <Lines words={words} title={count('ligne à importer', 'lignes à importer', useful.length)} lines={useful} selection={selection} />
      </Sections>
      {upToDate > 0 && <p>{count('ligne est déjà à jour', 'lignes sont déjà à jour', upToDate)}.</p>}
      {useful.length > 0 && (
        <Group>
          <Button onClick={() => send(chosen)} loading={isSending} disabled={chosen.length === 0}>
            {`Importer ${count('ligne', 'lignes', chosen.length)}`}
          </Button>
        </Group>
      )}
    </>
  );
}

function Lines({ words, title, lines, selection }: { words: Words; title: string; lines: readonly ImportLine[]; selection?: Selection }) {
  if (lines.length === 0) return null;
  return (
    <Section title={title} isWide>
      <TableGrid caption={title} columns={columnsOf(words)} rows={lines} rowKey={({ line }) => String(line)} {...(selection && { selection })} />
    </Section>
  );
}

const colours = { create: 'green', change: 'yellow', same: 'gray', error: 'red' } as const;

function columnsOf({ who, created, changed }: Words): readonly Column<ImportLine>[] {
  const labels = { create: created, change: changed, same: 'Déjà à jour', error: 'À corriger' };
  return [
    { id: 'name', title: who, isName: true, value: ({ name, line }) => name || `Ligne ${line}` },
    { id: 'line', title: 'Ligne', kind: 'number', value: ({ line }) => line },
    {
      id: 'action',
      title: 'Effet',
      value: ({ action }) => labels[action],
      cell: ({ action }) => (
        <Badge variant="light" color={colours[action]}>
          {labels[action]}
        </Badge>
      ),
    },
    { id: 'says', title: 'Détail', value: ({ says }) => says },
  ];
}
