// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readRights } from '../contract.ts';
import { AlertChoice } from './alert-choice.tsx';
import { NextYear } from './next-year.tsx';
import { ServiceCards } from './service-cards.tsx';
import { Unused } from './unused.tsx';

/** What the body may use, what it has used, what it does not use, and what next year would cost. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readRights, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/droits`;
  return (
    <>
      <PageHeader
        title="Mes droits et consommations"
        lead="Ce que votre adhésion vous ouvre, ce que vous en avez utilisé, et la ligne du tarif qui le dit."
        actions={
          <Button
            component="a"
            href={`/api/o/${organisation.slug}/rights/journal`}
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            Journal de l’année (CSV)
          </Button>
        }
      />
      {data.services.length === 0 && data.allowances.length === 0 ? (
        <EmptyState
          title="Aucun service ouvert"
          actions={
            <Button component={HouseLink} href={`/o/${organisation.slug}`}>
              Voir les services proposés
            </Button>
          }
        >
          Votre opérateur n’a encore rien ouvert à votre collectivité. Les droits paraîtront ici au premier jour de votre convention.
        </EmptyState>
      ) : (
        <>
          <ServiceCards {...data} hrefOf={(right) => (right.isOwn ? `${at}/${right.id}` : undefined)} />
          <Unused />
          <NextYear />
          {may('rights.be-told') && <AlertChoice />}
        </>
      )}
    </>
  );
}
