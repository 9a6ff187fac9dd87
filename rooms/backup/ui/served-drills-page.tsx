// SPDX-License-Identifier: EUPL-1.2
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listServedDrills } from '../contract.ts';
import { drillColumns } from './drill-columns.tsx';
import { OperatorTabs } from './operator-tabs.tsx';

type Row = RowOf<typeof listServedDrills>;

/** The restores that were tried in all the bodies that the operator keeps, with what proves them. */
export function Page() {
  const { organisation } = usePlace();
  const [machine, begunAt, ...others] = drillColumns<Row>((id) => `/api/o/${organisation.slug}/backup/served-drills/${id}/proof`);
  const columns: Column<Row>[] = [
    ...(machine ? [machine] : []),
    { id: 'body', title: 'Collectivité', isSortable: true, value: ({ body }) => body },
    ...(begunAt ? [{ ...begunAt, isSortable: true }] : []),
    ...others.filter(({ id }) => id !== 'digest'),
  ];
  return (
    <>
      <PageHeader
        title="Restaurations du territoire"
        lead="Ce que la plateforme a essayé, et ce que les collectivités déclarent, avec leurs pièces."
      />
      <OperatorTabs />
      <DataTable
        endpoint={listServedDrills}
        caption="Restaurations essayées"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Chercher une collectivité"
        exportName="restaurations"
        empty={<EmptyState title="Aucun essai">Aucune restauration n’a encore été essayée sur le territoire.</EmptyState>}
      />
    </>
  );
}
