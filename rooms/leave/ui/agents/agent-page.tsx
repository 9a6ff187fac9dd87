// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { day, today } from '#ui/format/day.ts';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listPeople, readAgent } from '../../contract.ts';
import { AgentAbsences } from './agent-absences.tsx';
import { AgentCounters } from './agent-counters.tsx';
import { type AgentDetails, nameOf, statusOptions } from './agent-values.ts';
import { ChangeAgent } from './change-agent.tsx';
import { Ledger } from './ledger.tsx';
import { WorkingTimes } from './working-times.tsx';

/** One agent, as whoever manages leave sees them: counters, identity, working time, absences, every movement. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { params } = useAddress();
  const { data: agent, error, refetch } = useEndpoint(readAgent, { id: params['agent'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!agent) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/conges`;
  return (
    <>
      <PageHeader
        title={nameOf(agent)}
        lead={[agent.team?.name ?? 'Sans service', agent.number ? `matricule ${agent.number}` : null].filter(Boolean).join(', ')}
        trail={[{ label: 'Agents', href: `${at}/agents` }]}
        state={agent.leftOn !== null && agent.leftOn < today() && <Badge color="gray">Parti</Badge>}
        actions={
          <>
            <Button component={HouseLink} variant="default" href={`${at}/annee?agent=${agent.id}`}>
              Voir son année
            </Button>
            {holds('conges') && (
              <Button component={HouseLink} href={`${at}/demande?agent=${agent.id}`} leftSection={<IconPlus size={18} aria-hidden />}>
                Saisir une absence
              </Button>
            )}
          </>
        }
      />
      <AgentCounters agent={agent} />
      <Sections>
        <Identity agent={agent} />
        <WorkingTimes agent={agent} />
        <AgentAbsences agent={agent} />
        <Section title="Mouvements des compteurs" isWide>
          <Ledger agentId={agent.id} unit={agent.unit} name={nameOf(agent)} />
        </Section>
      </Sections>
    </>
  );
}

function Identity({ agent }: { agent: AgentDetails }) {
  const { holds } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const { data: people } = useEndpoint(listPeople, {});
  const account = people?.rows.find(({ personId }) => personId === agent.personId);
  return (
    <Section
      title="Identité et emploi"
      action={
        holds('conges') && (
          <Button variant="default" size="sm" onClick={() => setOpen(true)}>
            Corriger
          </Button>
        )
      }
    >
      <Terms
        rows={[
          ['Statut', `${statusOptions.find(({ value }) => value === agent.status)?.label ?? agent.status}, catégorie ${agent.category}`],
          ['Service', agent.team?.name],
          ['Arrivée', day(agent.arrivedOn)],
          ['Départ', agent.leftOn && day(agent.leftOn)],
          ['Matricule', agent.number],
          [
            'Compte relié',
            account ? [account.name, account.email].filter(Boolean).join(', ') : agent.personId ? 'Un compte qui n’exerce plus ici' : 'Aucun',
          ],
          ['Congés comptés', agent.unit === 'day' ? 'en jours' : 'en heures'],
        ]}
      />
      <ChangeAgent agent={agent} isOpen={isOpen} close={() => setOpen(false)} />
    </Section>
  );
}
