// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listReports } from '../contract.ts';
import { RoomTabs } from './room-tabs.tsx';
import { toneWords, weekTitle } from './words.ts';

type Row = RowOf<typeof listReports>;

/** The reports of the body, week by week. */
export function Page() {
  const { organisation } = usePlace();
  const { query } = useAddress();
  const body = query['body'];
  const at = `/o/${organisation.slug}/rapports`;
  const columns: readonly Column<Row>[] = [
    {
      id: 'week',
      title: 'Semaine',
      isName: true,
      isSortable: true,
      value: weekTitle,
      cell: (row) => <HouseLink href={`${at}/${row.week}${body ? `?body=${body}` : ''}`}>{weekTitle(row)}</HouseLink>,
    },
    {
      id: 'tone',
      title: 'État',
      value: ({ tone }) => toneWords[tone].label,
      cell: ({ tone }) => (
        <Badge variant="light" color={toneWords[tone].color}>
          {toneWords[tone].label}
        </Badge>
      ),
    },
    { id: 'summary', title: 'Résumé', value: ({ summary }) => summary },
    { id: 'failures', title: 'Pannes', kind: 'number', value: ({ failures }) => failures },
  ];
  return (
    <>
      <PageHeader
        title="Rapport hebdomadaire"
        lead="Chaque lundi à sept heures : ce qui est protégé, ce qui est tombé en panne, ce qu’il faut faire."
      />
      <RoomTabs />
      <DataTable
        endpoint={listReports}
        {...(body && { input: { body } })}
        caption="Rapports"
        columns={columns}
        rowKey={({ week }) => week}
        exportName="rapports"
        empty={
          <EmptyState title="Aucun rapport encore" actions={<HouseLink href={`${at}/apercu`}>Voir ce qu’il dirait aujourd’hui</HouseLink>}>
            Le premier est envoyé le lundi qui suit la mise en route d’un service surveillé ou sauvegardé.
          </EmptyState>
        }
      />
    </>
  );
}
