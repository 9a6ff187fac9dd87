// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listRuns, runStatuses, runStatusLabels } from '../../contract.ts';
import { RunBadge } from '../words.tsx';

/** Billing runs, the latest first. */
export function Page() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}/facturation`;
  const columns: readonly Column<RowOf<typeof listRuns>>[] = [
    {
      id: 'number',
      title: 'Campagne',
      value: (row) => row.number,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/campagnes/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'title', title: 'Objet', value: (row) => row.title },
    { id: 'status', title: 'État', value: (row) => runStatusLabels[row.status], cell: (row) => <RunBadge status={row.status} /> },
    { id: 'payers', title: 'Payeurs', kind: 'number', value: (row) => row.payers },
    { id: 'gross', title: 'Total', kind: 'amount', value: (row) => row.grossCents },
    { id: 'prepared', title: 'Préparée par', value: (row) => row.preparedName },
    { id: 'issued', title: 'Émise par', value: (row) => row.issuedName },
    { id: 'issuedAt', title: 'Émise', kind: 'instant', value: (row) => row.issuedAt, isOptional: true },
  ];
  const create = may('billing.prepare') && (
    <Button component={HouseLink} href={`${at}/campagnes/nouvelle`} leftSection={<IconPlus size={18} aria-hidden />}>
      Nouvelle campagne
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Campagnes de facturation"
        lead="Une personne prépare et verrouille, une autre émet. Verrouillée, une campagne ne se recalcule plus."
        trail={[{ label: 'Facturation', href: at }]}
        actions={create}
      />
      <DataTable
        endpoint={listRuns}
        caption="Campagnes"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Numéro ou objet"
        filters={[{ name: 'status', label: 'État', options: runStatuses.map((value) => ({ value, label: runStatusLabels[value] })) }]}
        exportName="campagnes"
        empty={
          <EmptyState title="Aucune campagne" actions={create}>
            La première calcule, d’après les conventions en vigueur, ce que chaque payeur doit.
          </EmptyState>
        }
      />
    </>
  );
}
