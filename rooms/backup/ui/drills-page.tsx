// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listDrills } from '../contract.ts';
import { drillColumns } from './drill-columns.tsx';
import { RoomTabs } from './room-tabs.tsx';

/** The restores that were tried: a backup that was never restored proves nothing. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listDrills, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Restaurations"
        lead="Une sauvegarde jamais restaurée ne prouve rien. Là où la plateforme garde le mot de passe, elle essaie elle-même ; ailleurs, inscrivez vos essais, avec une pièce, sur la page de la machine."
      />
      <RoomTabs />
      {data.rows.length === 0 ? (
        <EmptyState title="Aucun essai">
          Ouvrez la page d’une machine pour essayer une restauration, ou inscrire celle que vous avez faite.
        </EmptyState>
      ) : (
        <TableGrid
          caption="Restaurations essayées"
          columns={drillColumns((id) => `/api/o/${organisation.slug}/backup/drills/${id}/proof`)}
          rows={data.rows}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}
