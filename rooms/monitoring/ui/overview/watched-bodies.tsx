// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listWatchedBodies } from '../../contract.ts';

type Row = RowOf<typeof listWatchedBodies>;

/** The bodies that the operator watches, the worst first. */
export function WatchedBodies({ at }: { at: string }) {
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: 'Collectivité',
      isName: true,
      isSortable: true,
      value: ({ name }) => name,
      cell: ({ id, name }) => <HouseLink href={`${at}/sondes?body=${id}`}>{name}</HouseLink>,
    },
    { id: 'down', title: 'En panne', kind: 'number', isSortable: true, value: ({ down }) => down },
    { id: 'warn', title: 'À surveiller', kind: 'number', value: ({ warn }) => warn },
    { id: 'checks', title: 'Sondes', kind: 'number', isSortable: true, value: ({ checks }) => checks },
    { id: 'incidents', title: 'Incidents', kind: 'number', value: ({ incidents }) => incidents },
  ];
  return (
    <section aria-labelledby="collectivites" style={{ marginTop: '1.5rem' }}>
      <h2 id="collectivites">Collectivités surveillées</h2>
      <DataTable
        endpoint={listWatchedBodies}
        caption="Liste des collectivités surveillées"
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel="Chercher une collectivité"
        filters={[
          {
            name: 'state',
            label: 'État',
            options: [
              { value: 'troubled', label: 'Avec une panne ou une alerte' },
              { value: 'quiet', label: 'Où tout fonctionne' },
            ],
          },
        ]}
        exportName="collectivites-surveillees"
        empty={<EmptyState title="Aucune collectivité n’est surveillée">Ajoutez une sonde, ou approuvez une machine déclarée.</EmptyState>}
      />
    </section>
  );
}
