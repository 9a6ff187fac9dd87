// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { LegalVersion } from '../../contract.ts';
import classes from './legal-history.module.css';
import { changesBetween } from './legal-changes.ts';

type Row = { version: LegalVersion; changes: readonly string[] };

const columns: readonly Column<Row>[] = [
  { id: 'version', title: 'Version', value: ({ version }) => version.version, isName: true },
  { id: 'enteredAt', title: 'Publiée le', kind: 'instant', value: ({ version }) => version.enteredAt },
  {
    id: 'enteredBy',
    title: 'Par',
    value: ({ version }) => version.enteredBy,
    cell: ({ version }) => (
      <>
        {version.enteredBy}{' '}
        {version.isDemonstration && (
          <Badge variant="light" color="yellow">
            Démonstration
          </Badge>
        )}
      </>
    ),
  },
  {
    id: 'changes',
    title: 'Ce qu’elle change',
    value: ({ changes }) => changes.join(' ; '),
    cell: ({ changes }) =>
      changes.length === 0 ? (
        'Rien'
      ) : (
        <ul className={classes.changes}>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      ),
  },
];

/** Each version ever published, the latest first. */
export function LegalHistory({ versions }: { versions: readonly LegalVersion[] }) {
  if (versions.length === 0) return null;
  const rows = versions.map((version, index) => ({ version, changes: changesBetween(versions[index + 1]?.facts ?? null, version.facts) }));
  return (
    <section>
      <h2>Historique</h2>
      <TableGrid caption="Versions publiées" columns={columns} rows={rows} rowKey={({ version }) => String(version.version)} />
    </section>
  );
}
