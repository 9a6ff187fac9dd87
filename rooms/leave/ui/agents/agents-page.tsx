// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listAgents, listTeams, readSettings } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { inWords } from '../words.ts';

type Row = RowOf<typeof listAgents>;

/** The agents of the body and what is left to them. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { query } = useAddress();
  const isGone = query['partis'] === 'oui';
  const at = `/o/${organisation.slug}/conges`;
  const { data: settings } = useEndpoint(readSettings, {});
  const { data: teams } = useEndpoint(listTeams, {});
  const add = holds('conges') && settings?.isStarted && (
    <Button component={HouseLink} href={`${at}/agents/nouveau`} leftSection={<IconPlus size={18} aria-hidden />}>
      Inscrire un agent
    </Button>
  );
  return (
    <>
      <PageHeader title={isGone ? 'Agents partis' : 'Agents'} lead="Leur temps de travail et ce qu’il leur reste aujourd’hui." actions={add} />
      <RoomTabs />
      <DataTable
        endpoint={listAgents}
        input={{ gone: isGone ? 'true' : 'false' }}
        caption="Agents"
        columns={columnsOf(at)}
        rowKey={({ id }) => id}
        searchLabel="Nom ou matricule"
        filters={[{ name: 'teamId', label: 'Service', options: (teams?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })) }]}
        exportName="agents-conges"
        empty={
          isGone ? (
            <EmptyState title="Aucun agent parti">Un agent qui part garde ici ses absences et ses mouvements.</EmptyState>
          ) : settings?.isStarted === false ? (
            <EmptyState
              title="La gestion des congés n’est pas en place"
              actions={
                <Button component={HouseLink} href={`${at}/mise-en-place`}>
                  Mettre en place les congés
                </Button>
              }
            >
              Quelques choix suffisent : les types d’absence usuels sont ajoutés, puis vous inscrivez vos agents.
            </EmptyState>
          ) : (
            <EmptyState
              title="Aucun agent"
              actions={
                add && (
                  <>
                    {add}
                    <Button component={HouseLink} variant="default" href={`${at}/import`}>
                      Importer un fichier
                    </Button>
                  </>
                )
              }
            >
              Inscrivez un agent avec son temps de travail : ses compteurs de l’année s’ouvrent aussitôt.
            </EmptyState>
          )
        }
      />
      <p>
        {isGone ? (
          <HouseLink href={`${at}/agents`}>Revenir aux agents en poste</HouseLink>
        ) : (
          <HouseLink href={`${at}/agents?partis=oui`}>Voir les agents partis</HouseLink>
        )}
      </p>
    </>
  );
}

function columnsOf(at: string): readonly Column<Row>[] {
  return [
    {
      id: 'name',
      title: 'Agent',
      value: ({ familyName, givenName }) => `${familyName} ${givenName}`.trim(),
      isSortable: true,
      isName: true,
      cell: ({ id, familyName, givenName }) => <HouseLink href={`${at}/agents/${id}`}>{`${familyName} ${givenName}`.trim()}</HouseLink>,
    },
    { id: 'number', title: 'Matricule', value: ({ number }) => number },
    { id: 'team', title: 'Service', value: ({ team }) => team?.name },
    { id: 'percent', title: 'Quotité', value: ({ percent }) => (percent === null ? null : `${percent} %`) },
    { id: 'annual', title: 'Congés restants', value: ({ annualLeft, unit }) => inWords(annualLeft, unit) },
    { id: 'rtt', title: 'RTT restants', value: ({ rttLeft, unit }) => inWords(rttLeft, unit) },
    { id: 'account', title: 'Compte', value: ({ hasAccount }) => (hasAccount ? 'Relié' : 'Aucun') },
    { id: 'arrivedOn', title: 'Arrivée', kind: 'day', value: ({ arrivedOn }) => arrivedOn, isSortable: true },
  ];
}
