// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readSettings } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { SettingsForm } from './settings-form.tsx';

/** How the body runs its leave. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readSettings, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader title="Réglages des congés" lead="Ce qui vaut pour tous les agents de la collectivité." />
      <RoomTabs />
      <SettingsForm settings={data} submit="Enregistrer les réglages" done={() => tellDone('Réglages enregistrés.')} />
    </>
  );
}
