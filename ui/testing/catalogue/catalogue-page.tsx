// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { HouseLink } from '../../shell/house-link.tsx';
import { PageHeader } from '../../shell/page-header.tsx';
import { usePlace } from '../../shell/place.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import type { Column, RowOf } from '../../tables/columns.ts';
import { DataTable } from '../../tables/data-table.tsx';
import { useSelection } from '../../tables/selection.ts';
import { fixtureStrata } from '../fixture-offers.ts';
import { listOffers } from './contract.ts';

/** A list of the house with everything on. */
export function Page() {
  const { organisation } = usePlace();
  const selection = useSelection();
  const columns: readonly Column<RowOf<typeof listOffers>>[] = [
    {
      id: 'name',
      title: 'Service',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/catalogue/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'stratum', title: 'Strate', value: (row) => row.stratum, cell: (row) => <Badge variant="light">{row.stratum}</Badge> },
    { id: 'unit', title: 'Unité', value: (row) => row.unit, isOptional: true },
    { id: 'since', title: 'Depuis le', kind: 'day', value: (row) => row.since },
    { id: 'cents', title: 'Prix HT', kind: 'amount', value: (row) => row.cents, isSortable: true },
  ];
  return (
    <>
      <PageHeader
        title="Catalogue"
        lead="Les services que l’opérateur propose, au tarif voté."
        actions={
          <Button component={HouseLink} href={`/o/${organisation.slug}/devis`}>
            Établir un devis
          </Button>
        }
      />
      <DataTable
        endpoint={listOffers}
        caption="Lignes du tarif"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher un service"
        filters={[{ name: 'stratum', label: 'Strate', options: fixtureStrata.map((value) => ({ value, label: value })) }]}
        exportName="tarif"
        selection={selection}
        empty={<EmptyState title="Aucune édition en vigueur">Créez un brouillon, puis faites-le voter.</EmptyState>}
      />
    </>
  );
}
