// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyLeave } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { Counters } from './counters.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { LeaveLines } from './leave-lines.tsx';
import { PastLeave } from './past-leave.tsx';

/** What is left to me, and my next absences. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { query, setQuery } = useAddress();
  const { data, error, refetch } = useEndpoint(readMyLeave, query['au'] ? { on: query['au'] } : {}, { keepPrevious: true });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/conges`;
  const ask = `${at}/demande`;
  const mayAsk = data.agent !== null && holds('conges');
  return (
    <>
      <PageHeader
        title="Mes congés"
        lead={data.agent?.team ? `${data.agent.name}, ${data.agent.team}` : data.agent?.name}
        actions={
          mayAsk && (
            <Button component={HouseLink} href={ask} leftSection={<IconPlus size={18} aria-hidden />}>
              Demander une absence
            </Button>
          )
        }
      />
      <RoomTabs />
      {data.agent ? (
        <>
          <section aria-label="Compteurs">
            <Group justify="space-between" align="end" mb="md">
              <Title order={2}>{query['au'] ? `Mes compteurs au ${dayInWords(data.on)}` : 'Mes compteurs aujourd’hui'}</Title>
              <DayInput label="Les voir à une autre date" value={query['au'] ?? null} onChange={(on) => setQuery({ au: on ?? undefined })} />
            </Group>
            <Counters accounts={data.accounts} />
            <p>
              <HouseLink href={`${at}/compteurs`}>Le détail de mes compteurs</HouseLink> ·{' '}
              <HouseLink href={`${at}/abonnements`}>Suivre mes absences dans mon agenda</HouseLink>
            </p>
          </section>
          <section aria-label="Prochaines absences">
            <Title order={2} mb="md">
              Mes prochaines absences
            </Title>
            {data.upcoming.length > 0 ? (
              <LeaveLines requests={data.upcoming} />
            ) : (
              <EmptyState
                title="Aucune absence à venir"
                actions={
                  mayAsk && (
                    <Button component={HouseLink} href={ask} variant="default">
                      Demander une absence
                    </Button>
                  )
                }
              >
                Vos demandes et vos absences accordées s’afficheront ici.
              </EmptyState>
            )}
          </section>
          <Elsewhere />
          <PastLeave />
        </>
      ) : (
        <NotAnAgent />
      )}
    </>
  );
}

function NotAnAgent() {
  const { organisation, holds, may } = usePlace();
  if (!holds('conges'))
    return (
      <EmptyState title="La gestion des congés n’est pas ouverte">
        Votre collectivité ne dispose pas de ce service. Demandez-le à votre opérateur depuis « Services proposés ».
      </EmptyState>
    );
  if (may('leave.manage'))
    return (
      <EmptyState
        title="Vous n’êtes pas inscrit parmi les agents"
        actions={
          <Button component={HouseLink} href={`/o/${organisation.slug}/conges/gestion`}>
            Gérer les congés
          </Button>
        }
      >
        Pour poser vos propres congés, inscrivez-vous parmi les agents et reliez votre compte.
      </EmptyState>
    );
  return (
    <EmptyState title="Vous n’êtes pas inscrit parmi les agents">
      Pour poser des congés ici, demandez à la personne qui gère les congés de votre collectivité de vous inscrire et de relier votre compte.
    </EmptyState>
  );
}
