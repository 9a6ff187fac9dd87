// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listReceived, statusLabels } from '../contract.ts';
import { StatusBadge } from './status-badge.tsx';

/** Quotes that operators sent to this body. */
export function Page() {
  const { organisation } = usePlace();
  const columns: readonly Column<RowOf<typeof listReceived>>[] = [
    {
      id: 'number',
      title: 'Numéro',
      value: (row) => row.number,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/devis-recus/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'operator', title: 'De', value: (row) => row.operatorName },
    { id: 'title', title: 'Objet', value: (row) => row.title },
    { id: 'status', title: 'État', value: (row) => statusLabels[row.status], cell: (row) => <StatusBadge status={row.status} /> },
    { id: 'amount', title: 'Première année', kind: 'amount', value: (row) => row.firstYearCents },
    { id: 'part', title: 'À quel titre', value: (row) => (row.isPayer ? 'payeur' : 'bénéficiaire') },
    { id: 'validity', title: 'Valable jusqu’au', kind: 'day', value: (row) => row.validUntil },
  ];
  return (
    <>
      <PageHeader title="Devis reçus" lead="Ce que les opérateurs vous proposent, tel qu’ils l’ont envoyé." />
      <DataTable
        endpoint={listReceived}
        caption="Devis reçus"
        columns={columns}
        rowKey={(row) => row.id}
        exportName="devis-recus"
        empty={
          <EmptyState title="Aucun devis reçu">
            Un devis apparaît ici dès que votre opérateur l’envoie. Vous pouvez aussi simuler un prix sans attendre.
          </EmptyState>
        }
      />
    </>
  );
}
