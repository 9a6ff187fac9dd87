// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { campaignStatuses, campaignStatusWords, listCampaigns } from '../../contract.ts';
import { statusColours } from './status-colours.ts';

/** The campaigns by which conventions move to another edition. */
export function Page() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}/campagnes`;
  const columns: readonly Column<RowOf<typeof listCampaigns>>[] = [
    {
      id: 'number',
      title: 'Numéro',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'title', title: 'Objet', value: (row) => row.title },
    { id: 'takesEffectOn', title: 'Prend effet le', kind: 'day', value: (row) => row.takesEffectOn, isSortable: true },
    { id: 'answerBy', title: 'Réponses avant le', kind: 'day', value: (row) => row.answerBy, isSortable: true },
    {
      id: 'status',
      title: 'État',
      value: (row) => campaignStatusWords[row.status],
      cell: (row) => (
        <Badge color={statusColours[row.status]} variant="light">
          {campaignStatusWords[row.status]}
        </Badge>
      ),
    },
    { id: 'prepared', title: 'Préparée par', value: (row) => row.preparedName, isOptional: true },
  ];
  const create = may('adhesions.conclude') && (
    <Button component={HouseLink} href={`${at}/nouvelle`} leftSection={<IconPlus size={18} aria-hidden />}>
      Nouvelle campagne
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Campagnes"
        lead="Une convention garde son édition jusqu’à son terme. Elle n’en change que par une campagne."
        actions={create}
      />
      <DataTable
        endpoint={listCampaigns}
        caption="Campagnes"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher un numéro, un objet"
        filters={[{ name: 'status', label: 'État', options: campaignStatuses.map((value) => ({ value, label: campaignStatusWords[value] })) }]}
        exportName="campagnes"
        empty={
          <EmptyState title="Aucune campagne" actions={create}>
            Choisissez l’édition de départ, celle d’arrivée et le jour : l’essai à blanc dit qui paierait quoi, et rien ne bouge.
          </EmptyState>
        }
      />
    </>
  );
}
