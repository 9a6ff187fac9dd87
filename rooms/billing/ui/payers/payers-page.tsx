// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listPayers } from '../../contract.ts';

/** Who pays, and what is missing to address them a document. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/facturation`;
  const columns: readonly Column<RowOf<typeof listPayers>>[] = [
    {
      id: 'name',
      title: 'Payeur',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/payeurs/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'siret', title: 'SIRET', value: (row) => row.siret },
    { id: 'fault', title: 'À corriger', value: (row) => row.fault },
    { id: 'documents', title: 'Documents', kind: 'number', value: (row) => row.documents },
    { id: 'billedCents', title: 'Facturé', kind: 'amount', value: (row) => row.billedCents, isSortable: true },
    { id: 'restCents', title: 'Reste', kind: 'amount', value: (row) => row.restCents, isSortable: true },
  ];
  return (
    <>
      <PageHeader
        title="Payeurs"
        lead="SIRET, numéro d’engagement et code service : ce qu’il faut pour qu’un document arrive."
        trail={[{ label: 'Facturation', href: at }]}
      />
      <DataTable
        endpoint={listPayers}
        caption="Payeurs"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Nom ou SIRET"
        filters={[{ name: 'missing', label: 'À compléter', options: [{ value: 'siret', label: 'SIRET manquant' }] }]}
        exportName="payeurs"
        empty={<EmptyState title="Aucun payeur">La première campagne les fait connaître.</EmptyState>}
      />
    </>
  );
}
