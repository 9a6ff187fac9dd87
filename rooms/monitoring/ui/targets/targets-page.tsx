// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { declareTarget, listTargets, readOverview, withdrawTarget } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { targetWords } from '../words.ts';
import { DecideDialog } from './decide-dialog.tsx';

export type Target = RowOf<typeof listTargets>;

/** What a body says is its own; for the operator, what waits for its answer. */
export function Page() {
  const { organisation, may, holds } = usePlace();
  const { data } = useEndpoint(readOverview, {});
  const [decided, decide] = useState<Target | null>(null);
  const ofTerritory = data?.isOperator ?? false;
  const columns: readonly Column<Target>[] = [
    { id: 'address', title: 'Adresse', isName: true, isSortable: true, value: ({ address }) => address },
    { id: 'label', title: 'Ce que c’est', value: ({ label }) => label },
    ...(ofTerritory ? [{ id: 'body', title: 'Collectivité', isSortable: true, value: ({ body }: Target) => body.name }] : []),
    {
      id: 'state',
      title: 'Réponse',
      value: ({ state, reason }) => `${targetWords[state].label}${reason ? ` : ${reason}` : ''}`,
      cell: ({ state, reason }) => (
        <>
          <Badge variant="light" color={targetWords[state].color}>
            {targetWords[state].label}
          </Badge>{' '}
          {reason}
        </>
      ),
    },
    { id: 'declared', title: 'Déclarée', kind: 'instant', isSortable: true, value: ({ declaredAt }) => declaredAt },
    { id: 'who', title: 'Par', isOptional: true, value: ({ declaredByName }) => declaredByName },
  ];
  return (
    <>
      <PageHeader
        title="Machines"
        lead="Rien n’est surveillé sans que la collectivité l’ait déclaré et que l’opérateur l’ait approuvé."
        trail={[{ label: 'Surveillance', href: `/o/${organisation.slug}/surveillance` }]}
      />
      <RoomTabs />
      {may('monitoring.declare') && data && (data.isOperator || holds('monitoring') ? <Declare /> : <NotOpen isWatched={data.own.length > 0} />)}
      <div style={{ marginTop: '1.5rem' }}>
        <DataTable
          endpoint={listTargets}
          caption="Machines déclarées"
          columns={columns}
          rowKey={({ id }) => id}
          searchLabel="Chercher une machine"
          filters={[{ name: 'state', label: 'Réponse', options: Object.entries(targetWords).map(([value, { label }]) => ({ value, label })) }]}
          exportName="machines"
          rowActions={(row) => <RowActs row={row} isOwn={row.body.slug === organisation.slug} decides={ofTerritory} decide={decide} />}
          empty={<EmptyState title="Aucune machine n’est déclarée">Commencez par le site de la collectivité.</EmptyState>}
        />
      </div>
      {decided && <DecideDialog target={decided} close={() => decide(null)} />}
    </>
  );
}

type ActsProps = { row: Target; isOwn: boolean; decides: boolean; decide: (target: Target) => void };

function RowActs({ row, isOwn, decides, decide }: ActsProps) {
  const { may } = usePlace();
  const confirm = useConfirm();
  const withdraw = useAct(withdrawTarget, { done: () => tellDone('La machine est retirée, ses sondes sont en pause.') });
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Retirer ${row.address} ?`,
      says: 'Plus rien ne lui est demandé : les sondes qui la regardent passent en pause.',
      act: 'Retirer',
      isDangerous: true,
    });
    if (isSure) withdraw.mutate({ id: row.id }, { onError: tellRefusal });
  };
  return (
    <Group gap="xs" wrap="nowrap">
      {decides && row.state === 'waiting' && may('monitoring.answer') && (
        <Button size="sm" aria-label={`Répondre : ${row.address}`} onClick={() => decide(row)}>
          Répondre
        </Button>
      )}
      {isOwn && may('monitoring.declare') && (
        <Button size="sm" variant="default" aria-label={`Retirer : ${row.address}`} onClick={() => void ask()}>
          Retirer
        </Button>
      )}
    </Group>
  );
}

/** An operator may go on watching what was approved before, or on its own account: the right is what lets the body declare more. */
function NotOpen({ isWatched }: { isWatched: boolean }) {
  const { organisation, may } = usePlace();
  return (
    <Alert
      color="blue"
      title={isWatched ? 'Votre convention ne comprend pas la surveillance' : 'La surveillance n’est pas ouverte pour votre collectivité'}
    >
      {isWatched && <p>Votre opérateur surveille déjà ce qui est listé ici ; pour déclarer d’autres machines, il faut l’ajouter à la convention. </p>}
      {may('home.request-service') ? (
        <HouseLink href={`/o/${organisation.slug}/services`}>Voir les services proposés, et la demander</HouseLink>
      ) : (
        'Demandez-la à votre opérateur.'
      )}
    </Alert>
  );
}

function Declare() {
  const form = useActForm(declareTarget, {
    initial: { address: '', label: '' },
    guardsChanges: false,
    done: () => {
      form.reset();
      tellDone('La machine est déclarée : votre opérateur va répondre.');
    },
  });
  return (
    <Section title="Déclarer une machine">
      <Form form={form} submit="Déclarer">
        <TextInput
          label="Nom ou adresse"
          description="www.commune.fr, ou l’adresse publique du routeur."
          required
          maxLength={253}
          {...form.field('address')}
        />
        <TextInput
          label="Ce que c’est"
          description="« Site de la commune », « Routeur de l’école »."
          required
          maxLength={120}
          {...form.field('label')}
        />
      </Form>
    </Section>
  );
}
