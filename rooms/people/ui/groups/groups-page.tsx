// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listGroups, type GroupLine } from '../../contract.ts';

/** The groups of the body. */
export function Page() {
  const { organisation, may } = usePlace();
  const home = `/o/${organisation.slug}/groupes`;
  const add = may('people.manage-groups') && (
    <Button component={HouseLink} href={`${home}/nouveau`} leftSection={<IconPlus size={18} aria-hidden />}>
      Créer un groupe
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Groupes"
        lead="Des personnes réunies sous un nom, que tous les services peuvent choisir : conseil municipal, astreinte, service technique…"
        actions={add}
      />
      <DataTable
        endpoint={listGroups}
        caption="Groupes de la collectivité"
        columns={columnsIn(home)}
        rowKey={(row) => row.id}
        searchLabel="Nom ou description"
        empty={
          <EmptyState title="Aucun groupe" actions={add}>
            Réunissez des personnes une fois : vous les choisirez ensuite d’un nom.
          </EmptyState>
        }
      />
    </>
  );
}

function columnsIn(home: string): readonly Column<GroupLine>[] {
  return [
    {
      id: 'name',
      title: 'Nom',
      value: (row) => row.name,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${home}/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'description', title: 'Description', value: (row) => row.description },
    { id: 'members', title: 'Personnes en fonction', kind: 'number', value: (row) => row.members, isSortable: true },
  ];
}
