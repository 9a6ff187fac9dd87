// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listHolders } from '../contract.ts';
import { stateWords } from './amount-words.ts';
import { StateBadge } from './state-badge.tsx';

/** One service: who has it, since when, and who used it last. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const service = params['service'] ?? '';
  const { data, error, refetch } = useEndpoint(listHolders, { service, size: 1 });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const columns: readonly Column<RowOf<typeof listHolders>>[] = [
    {
      id: 'name',
      title: 'Collectivité',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/droits-des-collectivites/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'state', title: 'État', value: (row) => stateWords[row.state], cell: (row) => <StateBadge state={row.state} /> },
    { id: 'begins', title: 'Depuis le', kind: 'day', value: (row) => row.beginsOn, isSortable: true },
    { id: 'ends', title: 'Jusqu’au', kind: 'day', value: (row) => row.endsOn, isOptional: true },
    ...(data.isMeasured
      ? [
          {
            id: 'used',
            title: 'Dernière utilisation',
            kind: 'day',
            value: (row: RowOf<typeof listHolders>) => row.lastUsedOn,
            isSortable: true,
          } as const,
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={data.label}
        lead="Qui a ce service, et qui s’en sert."
        trail={[
          { label: 'Consommations', href: `/o/${organisation.slug}/consommations` },
          { label: 'Services ouverts', href: `/o/${organisation.slug}/services-ouverts` },
        ]}
      />
      {!data.isMeasured && (
        <Alert color="blue" mb="md">
          Ce service ne compte rien : son usage n’est pas mesuré.
        </Alert>
      )}
      <DataTable
        endpoint={listHolders}
        input={{ service }}
        caption={`Collectivités qui ont ${data.label}`}
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher une collectivité"
        filters={
          data.isMeasured
            ? [
                {
                  name: 'use',
                  label: 'Usage',
                  options: [
                    { value: 'used', label: 'L’ont utilisé' },
                    { value: 'unused', label: 'Jamais utilisé' },
                  ],
                },
              ]
            : []
        }
        exportName="collectivites-du-service"
        empty={<EmptyState title="Aucune collectivité">Plus aucune collectivité n’a ce service.</EmptyState>}
      />
    </>
  );
}
