// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPlus, IconSettings } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listQuotes, quoteStatuses, statusLabels } from '../contract.ts';
import { StatusBadge } from './status-badge.tsx';

/** The operator's quotes. */
export function Page() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}/devis`;
  const columns: readonly Column<RowOf<typeof listQuotes>>[] = [
    {
      id: 'number',
      title: 'Numéro',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'payer', title: 'Pour', value: (row) => row.payer.name, isSortable: true },
    { id: 'title', title: 'Objet', value: (row) => row.title, isOptional: true },
    { id: 'status', title: 'État', value: (row) => statusLabels[row.status], cell: (row) => <StatusBadge status={row.status} /> },
    { id: 'amount', title: 'Première année', kind: 'amount', value: (row) => row.firstYearCents, isSortable: true },
    { id: 'three', title: 'Trois ans', kind: 'amount', value: (row) => row.threeYearsCents, isOptional: true },
    { id: 'validity', title: 'Valable jusqu’au', kind: 'day', value: (row) => row.validUntil, isSortable: true },
    { id: 'author', title: 'Auteur', value: (row) => row.authorName, isOptional: true },
    { id: 'changed', title: 'Modifié', kind: 'instant', value: (row) => row.changedAt, isSortable: true },
  ];
  const create = may('quotes.write') && (
    <Button component={HouseLink} href={`${at}/nouveau`} leftSection={<IconPlus size={18} aria-hidden />}>
      Nouveau devis
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Devis"
        lead="Ce que l’opérateur propose aux collectivités, au prix du catalogue voté."
        actions={
          <>
            {may('quotes.set-up') && (
              <Button component={HouseLink} href={`${at}/reglages`} variant="default" leftSection={<IconSettings size={18} aria-hidden />}>
                Réglages
              </Button>
            )}
            {create}
          </>
        }
      />
      <DataTable
        endpoint={listQuotes}
        caption="Devis"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher un numéro, un objet, une collectivité"
        filters={[
          { name: 'status', label: 'État', options: quoteStatuses.map((value) => ({ value, label: statusLabels[value] })) },
          { name: 'mine', label: 'Auteur', options: [{ value: 'oui', label: 'Mes devis' }] },
        ]}
        exportName="devis"
        empty={
          <EmptyState title="Aucun devis" actions={create}>
            Choisissez une collectivité : le prix sort du catalogue en vigueur, et le devis garde tout ce dont il est fait.
          </EmptyState>
        }
      />
    </>
  );
}
