// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listBodies } from '../contract.ts';

/** The bodies to which the operator opened something. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/droits-des-collectivites`;
  const columns: readonly Column<RowOf<typeof listBodies>>[] = [
    {
      id: 'name',
      title: 'Collectivité',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'services', title: 'Services ouverts', kind: 'number', value: (row) => row.services, isSortable: true },
    { id: 'upcoming', title: 'À venir', kind: 'number', value: (row) => row.upcoming },
    { id: 'alerts', title: 'Droits à 80 % ou plus', kind: 'number', value: (row) => row.alerts, isSortable: true },
    {
      id: 'state',
      title: 'État',
      value: (row) => (row.isSuspended ? 'Suspension en cours' : ''),
      cell: (row) =>
        row.isSuspended ? (
          <Badge color="yellow" variant="light">
            Suspension en cours
          </Badge>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Droits des collectivités"
        lead="Ce que vous avez ouvert à chaque collectivité. Choisissez-en une pour voir ses droits, les compléter, les suspendre ou y mettre fin."
      />
      <DataTable
        endpoint={listBodies}
        caption="Collectivités servies"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher une collectivité"
        filters={[
          {
            name: 'state',
            label: 'Services',
            options: [
              { value: 'open', label: 'Ouverts' },
              { value: 'upcoming', label: 'À venir' },
              { value: 'suspended', label: 'Suspendus' },
              { value: 'ended', label: 'Tous terminés' },
            ],
          },
        ]}
        exportName="droits-des-collectivites"
        empty={
          <EmptyState title="Aucun service ouvert">
            Les droits s’ouvrent au premier jour d’une convention. Vous retrouverez ici chaque collectivité servie.
          </EmptyState>
        }
      />
    </>
  );
}
