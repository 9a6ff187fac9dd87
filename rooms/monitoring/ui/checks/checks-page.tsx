// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listChecks, readOverview } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { kindWords, statusWords } from '../words.ts';
import { CheckBadge } from './check-badge.tsx';

type Row = RowOf<typeof listChecks>;

/** What is watched: of the territory, or of the body. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query } = useAddress();
  const { data } = useEndpoint(readOverview, {});
  const at = `/o/${organisation.slug}/surveillance`;
  const ofTerritory = data?.isOperator ?? false;
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: 'Sonde',
      isName: true,
      isSortable: true,
      value: ({ name }) => name,
      cell: ({ id, name }) => <HouseLink href={`${at}/sondes/${id}`}>{name}</HouseLink>,
    },
    { id: 'status', title: 'État', isSortable: true, value: ({ status }) => statusWords[status].label, cell: (row) => <CheckBadge {...row} /> },
    ...(ofTerritory ? [{ id: 'body', title: 'Collectivité', isSortable: true, value: ({ body }: Row) => body.name }] : []),
    { id: 'kind', title: 'Genre', value: ({ kind }) => kindWords[kind].label },
    { id: 'since', title: 'Depuis', kind: 'instant', isSortable: true, value: ({ sinceAt }) => sinceAt },
    { id: 'says', title: 'Constat', value: ({ says }) => says },
    { id: 'aim', title: 'Ce qui est regardé', isOptional: true, value: ({ aim }) => aim },
  ];
  return (
    <>
      <PageHeader
        title="Sondes"
        lead="Ce qui est vérifié, et ce qui a été trouvé."
        trail={[{ label: 'Surveillance', href: at }]}
        actions={
          ofTerritory && may('monitoring.answer') ? (
            <Button component={HouseLink} href={`${at}/sondes/nouvelle`}>
              Ajouter une sonde
            </Button>
          ) : undefined
        }
      />
      <RoomTabs />
      {query['body'] && (
        <p>
          <Badge variant="light">Une seule collectivité</Badge> <HouseLink href={`${at}/sondes`}>Voir toutes les sondes</HouseLink>
        </p>
      )}
      <DataTable
        endpoint={listChecks}
        {...(query['body'] && { input: { body: query['body'] } })}
        caption="Sondes"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Chercher une sonde"
        filters={[
          {
            name: 'status',
            label: 'État',
            options: [
              { value: 'troubled', label: 'En panne ou à surveiller' },
              ...Object.entries(statusWords).map(([value, { label }]) => ({ value, label })),
            ],
          },
          { name: 'kind', label: 'Genre', options: Object.entries(kindWords).map(([value, { label }]) => ({ value, label })) },
        ]}
        exportName="sondes"
        empty={
          <EmptyState title="Rien n’est encore surveillé">
            {ofTerritory ? 'Ajoutez une première sonde pour une collectivité.' : 'Déclarez une machine : votre opérateur la surveillera.'}
          </EmptyState>
        }
      />
    </>
  );
}
