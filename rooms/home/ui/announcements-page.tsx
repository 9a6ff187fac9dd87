// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listAnnouncements } from '../contract.ts';
import { severityOptions, severityWords, stateOf, statusOptions } from './announcement-words.ts';

type Row = RowOf<typeof listAnnouncements>;

/** The operator's announcements: drafts, in force, over. */
export function Page() {
  const { organisation } = usePlace();
  const home = `/o/${organisation.slug}/annonces`;
  const write = (
    <Button component={HouseLink} href={`${home}/nouvelle`}>
      Nouvelle annonce
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Annonces"
        lead="Informations, maintenances et incidents : en tête de page chez ceux qu’ils concernent, et sur votre page d’état publique."
        actions={
          <Group gap="xs">
            <Button component={HouseLink} href={`/o/${organisation.slug}/etat`} variant="default">
              Page d’état
            </Button>
            {write}
          </Group>
        }
      />
      <DataTable
        endpoint={listAnnouncements}
        caption="Annonces"
        columns={columnsIn(home)}
        rowKey={(row) => row.id}
        searchLabel="Titre"
        filters={[
          { name: 'status', label: 'État', options: statusOptions },
          { name: 'severity', label: 'Nature', options: severityOptions },
        ]}
        exportName="annonces"
        empty={
          <EmptyState title="Aucune annonce" actions={write}>
            Une maintenance à venir, une panne, une nouveauté : dites-le une fois, toutes les collectivités concernées le voient aussitôt.
          </EmptyState>
        }
      />
    </>
  );
}

function columnsIn(home: string): readonly Column<Row>[] {
  return [
    {
      id: 'title',
      title: 'Titre',
      value: (row) => row.title,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${home}/${row.id}`}>{row.title}</HouseLink>,
    },
    { id: 'severity', title: 'Nature', value: (row) => severityWords[row.severity] },
    {
      id: 'state',
      title: 'État',
      value: (row) => stateOf(row).label,
      cell: (row) => (
        <Badge variant="light" color={stateOf(row).color}>
          {stateOf(row).label}
        </Badge>
      ),
    },
    { id: 'begins', title: 'Début', kind: 'instant', value: (row) => row.beginsAt, cell: (row) => instant(row.beginsAt), isSortable: true },
    { id: 'ends', title: 'Fin', kind: 'instant', value: (row) => row.endedAt ?? row.endsAt },
    { id: 'changed', title: 'Modifiée', kind: 'instant', value: (row) => row.changedAt, isSortable: true, isOptional: true },
    { id: 'by', title: 'Par', value: (row) => row.writtenByName },
  ];
}
