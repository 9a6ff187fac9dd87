// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { volume } from '#ui/format/volume.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listDrills } from '../contract.ts';
import { RoomTabs } from './room-tabs.tsx';

const columns: readonly Column<RowOf<typeof listDrills>>[] = [
  { id: 'machine', title: 'Machine', isName: true, value: ({ machine }) => machine },
  { id: 'begunAt', title: 'Essayée', kind: 'instant', value: ({ begunAt }) => begunAt },
  { id: 'saidBy', title: 'Par', value: ({ saidBy }) => saidBy },
  {
    id: 'succeeded',
    title: 'Résultat',
    value: ({ succeeded }) => (succeeded ? 'intact' : 'échec'),
    cell: ({ succeeded }) =>
      succeeded === null ? <Badge color="blue">en cours</Badge> : succeeded ? <Badge color="green">intact</Badge> : <Badge color="red">échec</Badge>,
  },
  {
    id: 'files',
    title: 'Revenu',
    value: ({ files, bytes }) => (files === null ? '' : `${files} fichiers, ${volume(bytes ?? 0)}`),
  },
  { id: 'says', title: 'Ce qui est dit', value: ({ says }) => says },
  { id: 'digest', title: 'Empreinte', value: ({ digest }) => (digest ? `${digest.slice(0, 16)}…` : '') },
];

/** The restores that were tried: a backup that was never restored proves nothing. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listDrills, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Restaurations"
        lead="Une sauvegarde jamais restaurée ne prouve rien. Là où le mot de passe est confié, la plateforme essaie elle-même ; ailleurs, inscrivez vos essais sur la page de la machine."
      />
      <RoomTabs />
      {data.rows.length === 0 ? (
        <EmptyState title="Aucun essai">
          Ouvrez la page d’une machine pour essayer une restauration, ou inscrire celle que vous avez faite.
        </EmptyState>
      ) : (
        <TableGrid caption="Restaurations essayées" columns={columns} rows={data.rows} rowKey={({ id }) => id} />
      )}
    </>
  );
}
