// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listTakeOvers } from '../../contract.ts';

/** The files by which conventions were taken over. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/adhesions`;
  const columns: readonly Column<RowOf<typeof listTakeOvers>>[] = [
    {
      id: 'fileName',
      title: 'Fichier',
      value: (row) => row.fileName,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/reprises/${row.id}`}>{row.fileName}</HouseLink>,
    },
    { id: 'appliedAt', title: 'Repris', kind: 'instant', value: (row) => row.appliedAt, isSortable: true },
    { id: 'appliedBy', title: 'Par', value: (row) => row.appliedBy },
    { id: 'created', title: 'Créées', kind: 'number', value: (row) => row.created },
    { id: 'changed', title: 'Corrigées', kind: 'number', value: (row) => row.changed },
    {
      id: 'state',
      title: 'État',
      value: (row) => (row.undoneAt ? 'Annulée' : 'En vigueur'),
      cell: (row) => (
        <Badge variant="light" color={row.undoneAt ? 'gray' : 'green'}>
          {row.undoneAt ? 'Annulée' : 'En vigueur'}
        </Badge>
      ),
    },
  ];
  const create = (
    <Button component={HouseLink} href={`${at}/reprises/nouvelle`} leftSection={<IconFileImport size={18} aria-hidden />}>
      Reprendre un fichier
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Reprises"
        trail={[{ label: 'Conventions', href: `${at}/conventions` }]}
        lead="Les fichiers par lesquels des conventions déjà en cours sont entrées au registre."
        actions={create}
      />
      <DataTable
        endpoint={listTakeOvers}
        caption="Reprises"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher un fichier"
        exportName="reprises"
        empty={
          <EmptyState title="Aucune reprise" actions={create}>
            Un fichier CSV suffit pour inscrire des centaines de conventions, avec leurs dates, leurs prix et ce qui a déjà été utilisé.
          </EmptyState>
        }
      />
    </>
  );
}
