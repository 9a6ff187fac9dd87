// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { TerritoryPage } from '../../contract.ts';
import classes from '../register/register.module.css';

type Member = TerritoryPage['members'][number];

/** Who is a member on the day, counted or not and why. */
export function RosterTable({ territory, at }: { territory: TerritoryPage; at: string }) {
  const { payer, members, rule } = territory;
  const columns: readonly Column<Member>[] = [
    { id: 'name', title: 'Collectivité', value: (row) => row.name, isName: true },
    { id: 'kind', title: 'Type', value: (row) => row.kind },
    {
      id: 'counted',
      title: 'Dans le compte',
      value: (row) => counted(row, payer.id).label,
      cell: (row) => (
        <Badge variant="light" color={counted(row, payer.id).color}>
          {counted(row, payer.id).label}
        </Badge>
      ),
    },
    { id: 'why', title: 'Pourquoi', value: (row) => row.why },
    {
      id: 'convention',
      kind: 'reference',
      title: 'Convention',
      value: (row) => row.convention.number,
      cell: (row) => <HouseLink href={`${at}/conventions/${row.convention.id}`}>{row.convention.number}</HouseLink>,
    },
    { id: 'since', title: 'Depuis', kind: 'day', value: (row) => row.since },
    { id: 'until', title: 'Jusqu’au', kind: 'day', value: (row) => row.until },
  ];
  return (
    <>
      {rule && <p className={classes.quiet}>{rule}</p>}
      <TableGrid caption={`Membres du territoire de ${payer.name}`} columns={columns} rows={members} rowKey={(row) => row.id} />
    </>
  );
}

function counted({ id, isCounted }: Member, payerId: string): { label: string; color: string } {
  if (id === payerId) return { label: 'EPCI', color: 'gray' };
  if (isCounted === null) return { label: 'Inconnue', color: 'orange' };
  return isCounted ? { label: 'Comptée', color: 'green' } : { label: 'Non comptée', color: 'gray' };
}
