// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listExpiries, readOverview } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';

type Row = RowOf<typeof listExpiries>;

const whatWords = { certificate: 'Certificat', domain: 'Nom de domaine' } as const;

/** Certificates and domain names, the first that ends first. */
export function Page() {
  const { organisation } = usePlace();
  const { data } = useEndpoint(readOverview, {});
  const at = `/o/${organisation.slug}/surveillance`;
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: 'Sonde',
      isName: true,
      isSortable: true,
      value: ({ name }) => name,
      cell: ({ checkId, name }) => <HouseLink href={`${at}/sondes/${checkId}`}>{name}</HouseLink>,
    },
    { id: 'what', title: 'Ce qui expire', value: ({ what }) => whatWords[what] },
    ...(data?.isOperator ? [{ id: 'body', title: 'Collectivité', isSortable: true, value: ({ body }: Row) => body.name }] : []),
    { id: 'on', title: 'Le', kind: 'day', isSortable: true, value: ({ on }) => on },
    {
      id: 'left',
      title: 'Reste',
      value: ({ daysLeft }) => leftWords(daysLeft),
      cell: ({ daysLeft }) => (
        <Badge variant="light" color={daysLeft <= 7 ? 'red' : daysLeft <= 30 ? 'yellow' : 'green'}>
          {leftWords(daysLeft)}
        </Badge>
      ),
    },
    { id: 'told', title: 'Prévenus', kind: 'instant', value: ({ toldAt }) => toldAt },
    { id: 'read', title: 'Lu', kind: 'instant', isOptional: true, value: ({ readAt }) => readAt },
  ];
  return (
    <>
      <PageHeader
        title="Échéances"
        lead="Les certificats et les noms de domaine qui sont surveillés, le premier qui expire d’abord."
        trail={[{ label: 'Surveillance', href: at }]}
      />
      <RoomTabs />
      <DataTable
        endpoint={listExpiries}
        caption="Certificats et noms de domaine"
        columns={columns}
        rowKey={({ checkId, what }) => `${checkId} ${what}`}
        searchLabel="Chercher une échéance"
        filters={[
          { name: 'what', label: 'Ce qui expire', options: Object.entries(whatWords).map(([value, label]) => ({ value, label })) },
          { name: 'within', label: 'Expire', options: ['7', '30', '90'].map((value) => ({ value, label: `sous ${value} jours` })) },
        ]}
        exportName="echeances"
        empty={<EmptyState title="Aucune échéance">Elles sont lues par les sondes des sites en https et des noms de domaine.</EmptyState>}
      />
    </>
  );
}

function leftWords(days: number): string {
  if (days < 0) return 'Expiré';
  if (days === 0) return 'Aujourd’hui';
  return `${days} jour${days > 1 ? 's' : ''}`;
}
