// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { askDrill, closeMachine, inviteMachine, makeHeartbeat, type Machine } from '../contract.ts';
import classes from './backup.module.css';
import { Enrolment } from './enrolment.tsx';

/** What can be asked of a machine, and what each act does. */
export function MachineActs({ machine }: { machine: Machine }) {
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
        <Alert color="green" title="Adresse de signe de vie" role="status" mb="md">
          <p>
            À appeler toutes les heures depuis le planificateur de la machine.
            {machine.kind === 'nas' && ' S’il ne sait que lire une adresse, il peut la lire telle quelle.'}
          </p>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{`curl -X POST ${address}`}</Code>
        </Alert>
      )}
      <ul className={classes.acts}>
        {machine.isTriedByPlatform && (
          <li>
            <Button variant="default" loading={drill.isPending} onClick={() => drill.mutate({ id: machine.id }, refused)}>
              Essayer une restauration
            </Button>
            <p>La plateforme restaure un échantillon de la dernière sauvegarde, et inscrit ce qui est revenu.</p>
          </li>
        )}
        <li>
          <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate({ id: machine.id }, refused)}>
            {machine.enrolledAt ? 'Inscrire de nouveau' : 'Inscrire'}
          </Button>
          <p>
            {machine.enrolledAt
              ? 'Après un remplacement de la machine, ou si son secret a fui : il ne vaut plus rien dès que le nouveau est pris.'
              : 'Donne la ligne à lancer sur la machine.'}
          </p>
        </li>
        <li>
          <Button variant="default" loading={beat.isPending} onClick={() => beat.mutate({ id: machine.id }, refused)}>
            Adresse de signe de vie
          </Button>
          <p>La machine l’appelle chaque heure ; deux heures de silence sont signalées.</p>
        </li>
        <li>
          <Button variant="default" color="red" onClick={() => void askClose()}>
            Fermer la machine
          </Button>
          <p>Elle n’envoie plus rien ; ses sauvegardes restent.</p>
        </li>
      </ul>
    </Section>
  );
}
