// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listServices } from '../contract.ts';

/** The services that the operator opened: how many have each, how many use it. */
export function Page() {
  const { organisation } = usePlace();
  const columns: readonly Column<RowOf<typeof listServices>>[] = [
    {
      id: 'label',
      title: 'Service',
      value: (row) => row.label,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/services-ouverts/${encodeURIComponent(row.service)}`}>{row.label}</HouseLink>,
    },
    { id: 'bodies', title: 'Collectivités', kind: 'number', value: (row) => row.bodies, isSortable: true },
    {
      id: 'users',
      title: 'S’en servent depuis un an',
      kind: 'number',
      value: (row) => row.users,
      isSortable: true,
      cell: (row) => row.users ?? 'non mesuré',
    },
    { id: 'suspended', title: 'Suspendues', kind: 'number', value: (row) => row.suspended },
  ];
  return (
    <>
      <PageHeader
        title="Services ouverts"
        lead="Qui a chaque service, et qui s’en sert."
        trail={[{ label: 'Consommations', href: `/o/${organisation.slug}/consommations` }]}
      />
      <DataTable
        endpoint={listServices}
        caption="Services ouverts"
        columns={columns}
        rowKey={(row) => row.service}
        searchLabel="Chercher un service"
        exportName="services-ouverts"
        empty={<EmptyState title="Aucun service ouvert">Les services s’ouvrent au premier jour d’une convention.</EmptyState>}
      />
    </>
  );
}
