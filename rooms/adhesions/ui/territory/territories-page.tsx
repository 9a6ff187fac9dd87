// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { DayInput } from '#ui/forms/day-input.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listTerritories, type TerritoryRow } from '../../contract.ts';
import classes from '../register/register.module.css';
import { alertCodes, alertLevelWords } from './alert-words.ts';

/** The territories under convention on a day, the ones that press first. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const at = `/o/${organisation.slug}/adhesions`;
  const suffix = query['on'] ? `?on=${query['on']}` : '';
  const columns: readonly Column<TerritoryRow>[] = [
    {
      id: 'payer',
      title: 'Territoire',
      value: (row) => row.payer.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/territoires/${row.payer.id}${suffix}`}>{row.payer.name}</HouseLink>,
    },
    {
      id: 'worst',
      title: 'Alertes',
      isSortable: true,
      value: (row) => row.alerts.map(({ says }) => says).join(' '),
      cell: (row) =>
        row.worst === null ? (
          'Rien à signaler'
        ) : (
          <>
            <Badge variant="light" color={alertLevelWords[row.worst].color}>
              {alertLevelWords[row.worst].label}
            </Badge>{' '}
            {row.alerts.map(({ says }) => says).join(' ')}
          </>
        ),
    },
    { id: 'counted', title: 'Comptées', kind: 'number', value: (row) => row.counted, isSortable: true },
    { id: 'members', title: 'Membres', kind: 'number', value: (row) => row.members, isOptional: true },
    { id: 'fill', title: 'Volume', value: (row) => (row.fillPercent === null ? null : `${row.fillPercent} %`), isSortable: true },
    { id: 'yearlyCents', title: 'Par an', kind: 'amount', value: (row) => row.yearlyCents, isSortable: true },
    { id: 'endsOn', title: 'Fin', kind: 'day', value: (row) => row.endsOn, isSortable: true },
    {
      id: 'convention',
      title: 'Convention cadre',
      value: (row) => row.convention.number,
      isOptional: true,
      cell: (row) => <HouseLink href={`${at}/conventions/${row.convention.id}`}>{row.convention.number}</HouseLink>,
    },
  ];
  return (
    <>
      <PageHeader
        title="Territoires adhérents"
        lead="Qui est membre, qui compte, ce qui se remplit et ce qui finit, à la date que vous choisissez."
      />
      <div className={classes.days}>
        <DayInput
          label="État à la date du"
          value={query['on'] ?? null}
          onChange={(on) => setQuery({ on: on ?? undefined, page: undefined })}
          placeholder="Aujourd’hui"
        />
      </div>
      <DataTable
        endpoint={listTerritories}
        input={query['on'] ? { on: query['on'] } : {}}
        caption="Territoires adhérents"
        columns={columns}
        rowKey={(row) => row.convention.id}
        searchLabel="Chercher un EPCI, une convention"
        filters={[
          {
            name: 'alert',
            label: 'Alerte',
            options: [{ value: 'any', label: 'Au moins une' }, ...Object.entries(alertCodes).map(([value, label]) => ({ value, label }))],
          },
        ]}
        exportName="territoires"
        empty={
          <EmptyState title="Aucun territoire sous convention à cette date">
            Un territoire paraît ici quand la convention cadre de son EPCI est conclue ou reprise.
          </EmptyState>
        }
      />
    </>
  );
}
