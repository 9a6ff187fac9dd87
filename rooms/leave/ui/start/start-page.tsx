// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { type Step, Steps } from '#ui/parts/steps.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listAgents, listTeams, readSettings } from '../../contract.ts';
import { SettingsForm } from '../settings/settings-form.tsx';
import { AgentsStep } from './agents-step.tsx';
import { KindsStep } from './kinds-step.tsx';
import { TeamList } from '../teams/team-list.tsx';
import { TeamsStep } from './teams-step.tsx';

const steps = [
  { key: 'regles', label: 'Règles', lead: 'Quelques choix, que vous pourrez changer à tout moment.' },
  { key: 'types', label: 'Types d’absence', lead: 'Les types usuels sont là. Écartez ceux que votre collectivité ne pratique pas.' },
  { key: 'services', label: 'Services', lead: 'Ceux qui se remplacent sont dans le même service. Une petite mairie n’en a souvent qu’un.' },
  { key: 'agents', label: 'Agents', lead: 'Chacun avec son temps de travail : ses compteurs de l’année s’ouvrent aussitôt.' },
  { key: 'responsables', label: 'Responsables', lead: 'Ils répondent aux demandes de leur service. Sans responsable, la direction répond.' },
] as const;

/** The first run, step by step; each may be left and taken up again. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { query, go } = useAddress();
  const at = `/o/${organisation.slug}/conges`;
  const { data: settings, error, refetch } = useEndpoint(readSettings, {});
  const { data: teams } = useEndpoint(listTeams, {});
  const { data: agents } = useEndpoint(listAgents, { size: 1 });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!settings || !teams || !agents) return <PageSkeleton />;
  // Nothing else can be done before the rules: they bring the kinds of absence.
  const wanted = settings.isStarted ? steps.findIndex(({ key }) => key === query['etape']) : 0;
  const here = Math.max(wanted, 0);
  const step = steps[here] ?? steps[0];
  const isDone = [
    settings.isStarted,
    settings.isStarted,
    teams.rows.length > 0,
    agents.total > 0,
    teams.rows.some(({ managers }) => managers.length > 0),
  ];
  const next = steps[here + 1];
  const onwards = next ? `${at}/mise-en-place?etape=${next.key}` : `${at}/gestion`;
  return (
    <>
      <PageHeader title="Mettre en place les congés" lead={step.lead} trail={[{ label: 'Gestion des congés', href: `${at}/gestion` }]} />
      <Steps
        label="Étapes de la mise en place"
        steps={steps.map(({ key, label }, rank): Step => {
          const state = rank === here ? 'current' : isDone[rank] && rank < here ? 'done' : 'todo';
          return { label, state, ...(settings.isStarted && { href: `${at}/mise-en-place?etape=${key}` }) };
        })}
      />
      <div style={{ marginTop: '1.75rem' }}>
        {holds('conges') ? (
          <>
            {step.key === 'regles' && (
              <p>
                <HouseLink href={`${at}/modeles`}>Partez d’un modèle fait pour votre type de collectivité</HouseLink>, ou choisissez :
              </p>
            )}
            {step.key === 'regles' && <SettingsForm settings={settings} submit="Enregistrer et continuer" done={() => go(onwards)} />}
            {step.key === 'types' && <KindsStep />}
            {step.key === 'services' && <TeamsStep teams={teams.rows} />}
            {step.key === 'agents' && <AgentsStep />}
            {step.key === 'responsables' && <TeamList teams={teams.rows} />}
            {step.key !== 'regles' && <Onwards href={onwards}>{next ? 'Continuer' : 'Terminer la mise en place'}</Onwards>}
          </>
        ) : (
          <EmptyState title="Le service n’est pas ouvert">
            Votre collectivité n’a pas le droit « congés » : demandez-le à votre opérateur depuis « Services proposés ».
          </EmptyState>
        )}
      </div>
    </>
  );
}

function Onwards({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Group mt="xl">
      <Button component={HouseLink} href={href}>
        {children}
      </Button>
    </Group>
  );
}
