// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { factLabels, type BodyPage, type FactEntry } from '../contract.ts';
import classes from './body-page.module.css';
import { Section } from '#ui/parts/section.tsx';

const columns: readonly Column<FactEntry>[] = [
  { id: 'what', title: 'Information', value: (row) => factLabels[row.what], isName: true },
  { id: 'says', title: 'Valeur', value: (row) => row.says },
  { id: 'sinceOn', title: 'À partir du', kind: 'day', value: (row) => row.sinceOn },
  {
    id: 'enteredBy',
    title: 'Saisie par',
    value: (row) => row.enteredBy,
    cell: (row) => (
      <>
        {row.enteredBy}{' '}
        {row.source !== 'hand' && (
          <Badge variant="light" color={row.source === 'demonstration' ? 'yellow' : 'gray'}>
            {row.source === 'csv' ? 'Import' : 'Démonstration'}
          </Badge>
        )}
      </>
    ),
  },
  { id: 'enteredAt', title: 'Le', kind: 'instant', value: (row) => row.enteredAt },
  { id: 'note', title: 'Remarque', value: (row) => row.note },
];

/** Each entry ever made, the latest first: nothing is rewritten. */
export function BodyHistory({ body }: { body: BodyPage }) {
  return (
    <Section title="Historique des saisies" isWide>
      {body.history.length > 0 ? (
        <TableGrid
          caption={`Saisies sur ${body.name}`}
          columns={columns}
          rows={body.history}
          rowKey={(row) => `${row.what} ${row.sinceOn} ${row.enteredAt}`}
        />
      ) : (
        <p className={classes.note}>Rien n’a encore été saisi.</p>
      )}
    </Section>
  );
}
