// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listMovements } from '../../contract.ts';
import { asOptions, movementKindLabels, movementStateColours, movementStateLabels } from './words.ts';

/** Who comes, who goes, and what remains to be done for it. */
export function Page() {
  const { organisation, may } = usePlace();
  const base = `/o/${organisation.slug}/mouvements`;
  const decides = may('people.administer');
  const columns: readonly Column<RowOf<typeof listMovements>>[] = [
    {
      id: 'title',
      title: 'Mouvement',
      isName: true,
      value: ({ title }) => title,
      cell: ({ id, title }) => <HouseLink href={`${base}/${id}`}>{title}</HouseLink>,
    },
    { id: 'kind', title: 'Nature', value: ({ kind }) => movementKindLabels[kind] },
    { id: 'day', title: 'Jour', kind: 'day', value: ({ day }) => day },
    {
      id: 'state',
      title: 'État',
      value: ({ state }) => movementStateLabels[state],
      cell: ({ state }) => (
        <Badge variant="light" color={movementStateColours[state]}>
          {movementStateLabels[state]}
        </Badge>
      ),
    },
    { id: 'toDo', title: 'À faire', kind: 'number', value: ({ toDo, state }) => (state === 'cancelled' ? 0 : toDo) },
  ];
  return (
    <>
      <PageHeader
        title="Arrivées et départs"
        lead="Ce qui s’ouvre le premier jour, ce qui est remis, ce qui se clôt après le dernier."
        actions={
          decides && (
            <>
              <Button component={HouseLink} href={`${base}/renouvellement`} variant="default">
                Renouveler l’assemblée
              </Button>
              <Button component={HouseLink} href={`${base}/depart`} variant="default">
                Préparer un départ
              </Button>
              <Button component={HouseLink} href={`${base}/arrivee`}>
                Préparer une arrivée
              </Button>
            </>
          )
        }
      />
      <DataTable
        endpoint={listMovements}
        caption="Mouvements"
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          { name: 'kind', label: 'Nature', options: asOptions(movementKindLabels) },
          { name: 'state', label: 'État', options: asOptions(movementStateLabels) },
        ]}
        empty={
          <EmptyState title="Aucun mouvement">
            Préparez une arrivée quelques jours avant : le premier matin, tout est ouvert. Préparez un départ : rien ne reste ouvert après.
          </EmptyState>
        }
      />
    </>
  );
}
