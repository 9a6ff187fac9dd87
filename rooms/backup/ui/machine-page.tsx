// SPDX-License-Identifier: EUPL-1.2
import { Button, Code, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { volume } from '#ui/format/volume.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { askDrill, closeMachine, inviteMachine, listMachines, makeHeartbeat, type Machine } from '../contract.ts';
import { AskMaintenance } from './ask-maintenance.tsx';
import { DeclareDrill } from './declare-drill.tsx';
import { Enrolment } from './enrolment.tsx';
import { kindWords } from './words.ts';

/** One machine: what it did, how it enrols again, what can be asked of it. */
export function Page() {
  const { params } = useAddress();
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(listMachines, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const machine = data.rows.find(({ id }) => id === params['machine']);
  if (!machine) return <NotFound />;
  return (
    <>
      <PageHeader
        title={machine.label}
        lead={kindWords[machine.kind]}
        trail={[{ label: 'Sauvegardes', href: `/o/${organisation.slug}/sauvegardes` }]}
      />
      <Sections>
        <Section title="Ce qu’elle a fait">
          <Terms
            rows={[
              ['Dernière sauvegarde', sayInstant(machine.backedUpAt)],
              ['Dernière restauration prouvée', sayInstant(machine.provenAt)],
              ['Volume gardé', volume(machine.bytes)],
              ['En corbeille', volume(machine.binnedBytes)],
              ['Inscrite', sayInstant(machine.enrolledAt)],
              ['Dernier signe de vie', sayInstant(machine.heardAt ?? machine.seenAt)],
              ['Mot de passe', machine.isEntrusted ? 'confié à deux dépositaires' : 'non confié'],
            ]}
          />
        </Section>
        {machine.closedAt === null && may('backup.administer') && <Acts machine={machine} />}
        {machine.closedAt === null && may('backup.administer') && (
          <Section title="Inscrire une restauration que vous avez essayée">
            <DeclareDrill id={machine.id} />
          </Section>
        )}
        {machine.closedAt === null && may('backup.allow-removal') && (
          <Section title="Effacer d’anciennes sauvegardes">
            <AskMaintenance id={machine.id} />
          </Section>
        )}
      </Sections>
    </>
  );
}

function Acts({ machine }: { machine: Machine }) {
  const confirm = useConfirm();
  const [invitation, setInvitation] = useState<OutputOf<typeof inviteMachine> | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const invite = useAct(inviteMachine, { done: setInvitation });
  const beat = useAct(makeHeartbeat, { done: ({ url }) => setAddress(url) });
  const drill = useAct(askDrill, { done: () => tellDone('L’essai est demandé : son résultat paraîtra dans les restaurations.') });
  const close = useAct(closeMachine, { done: () => tellDone('La machine est fermée : elle ne sauvegarde plus.') });
  const refused = { onError: tellRefusal };
  const askClose = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Fermer « ${machine.label} » ?`,
      says: 'Son secret ne vaudra plus rien, à l’instant. Ce qu’elle a sauvegardé reste gardé, et compte dans le volume.',
      act: 'Fermer la machine',
      isDangerous: true,
    });
    if (isSure) close.mutate({ id: machine.id }, refused);
  };
  return (
    <Section title="Agir">
      {invitation && <Enrolment invitation={invitation} />}
      {address && (
        <p>
          À appeler toutes les heures depuis le planificateur du serveur de fichiers : <Code>{`curl -X POST ${address}`}</Code>
          {machine.kind === 'nas' && ' S’il ne sait que lire une adresse, il peut la lire telle quelle.'}
        </p>
      )}
      <Group gap="sm">
        <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate({ id: machine.id }, refused)}>
          {machine.enrolledAt ? 'Inscrire de nouveau' : 'Inscrire'}
        </Button>
        {machine.isEntrusted && (
          <Button variant="default" loading={drill.isPending} onClick={() => drill.mutate({ id: machine.id }, refused)}>
            Essayer une restauration
          </Button>
        )}
        <Button variant="default" loading={beat.isPending} onClick={() => beat.mutate({ id: machine.id }, refused)}>
          Adresse de signe de vie
        </Button>
        <Button variant="default" color="red" onClick={() => void askClose()}>
          Fermer la machine
        </Button>
      </Group>
    </Section>
  );
}

function sayInstant(at: string | null): string {
  return at ? instant(at) : 'jamais';
}
