// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listIncidents, readOverview } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { incidentWords } from '../words.ts';

type Row = RowOf<typeof listIncidents>;

/** Incidents, the latest first. */
export function Page() {
  const { organisation } = usePlace();
  const { data } = useEndpoint(readOverview, {});
  const at = `/o/${organisation.slug}/surveillance`;
  const columns: readonly Column<Row>[] = [
    {
      id: 'title',
      title: 'Incident',
      isName: true,
      isSortable: true,
      value: ({ title }) => title,
      cell: ({ id, title }) => <HouseLink href={`${at}/incidents/${id}`}>{title}</HouseLink>,
    },
    {
      id: 'status',
      title: 'Où il en est',
      value: ({ status }) => incidentWords[status].label,
      cell: ({ status }) => (
        <Badge variant="light" color={incidentWords[status].color}>
          {incidentWords[status].label}
        </Badge>
      ),
    },
    ...(data?.isOperator ? [{ id: 'body', title: 'Collectivité', isSortable: true, value: ({ body }: Row) => body.name }] : []),
    { id: 'opened', title: 'Début', kind: 'instant', isSortable: true, value: ({ openedAt }) => openedAt },
    { id: 'closed', title: 'Fin', kind: 'instant', value: ({ closedAt }) => closedAt },
    { id: 'who', title: 'Pris en charge par', value: ({ acknowledgedByName }) => acknowledgedByName },
    { id: 'affected', title: 'Sondes touchées', kind: 'number', isOptional: true, value: ({ affected }) => affected },
  ];
  return (
    <>
      <PageHeader title="Incidents" lead="Ce qui est ou a été en panne, et qui s’en occupe." trail={[{ label: 'Surveillance', href: at }]} />
      <RoomTabs />
      <DataTable
        endpoint={listIncidents}
        caption="Incidents"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Chercher un incident"
        filters={[
          {
            name: 'status',
            label: 'Où il en est',
            options: [{ value: 'current', label: 'Non clos' }, ...Object.entries(incidentWords).map(([value, { label }]) => ({ value, label }))],
          },
        ]}
        exportName="incidents"
        empty={<EmptyState title="Aucun incident">Rien de ce qui est surveillé n’est tombé en panne.</EmptyState>}
      />
    </>
  );
}
