// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listServedSigns } from '../contract.ts';
import { OperatorTabs } from './operator-tabs.tsx';
import { isGrave, signWords } from './words.ts';

type Row = RowOf<typeof listServedSigns>;

const columns: readonly Column<Row>[] = [
  { id: 'machine', title: 'Machine', isName: true, value: ({ machine }) => machine },
  { id: 'body', title: 'Collectivité', value: ({ body }) => body },
  {
    id: 'kind',
    title: 'Signe',
    value: ({ kind }) => signWords[kind],
    cell: ({ kind }) => <Badge color={isGrave(kind) ? 'red' : 'orange'}>{signWords[kind]}</Badge>,
  },
  { id: 'says', title: 'Constat', value: ({ says }) => says },
  { id: 'onDay', title: 'Jour', kind: 'day', isSortable: true, value: ({ onDay }) => onDay },
];

/** What looks wrong and that nobody of the bodies has looked at: the operator calls them. */
export function Page() {
  return (
    <>
      <PageHeader
        title="Signes à regarder"
        lead="Ce qui paraît anormal et que personne n’a encore regardé dans la collectivité : appelez-la. Ce qui ressemble à une attaque vient d’abord."
      />
      <OperatorTabs />
      <DataTable
        endpoint={listServedSigns}
        caption="Signes que personne n’a encore regardés"
        columns={columns}
        rowKey={({ id }) => id}
        exportName="signes"
        empty={<EmptyState title="Rien d’anormal">Aucun signe n’attend qu’on le regarde.</EmptyState>}
      />
    </>
  );
}
