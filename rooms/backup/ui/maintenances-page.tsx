// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Card, Code, Group, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { volume } from '#ui/format/volume.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { answerMaintenance, closeMaintenance, listMaintenances, openMaintenance, restoreBin, type Maintenance } from '../contract.ts';
import classes from './backup.module.css';
import { RoomTabs } from './room-tabs.tsx';
import { isOver } from './words.ts';

/** Who asked to remove, who allowed it, what lies in the bin. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listMaintenances, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Maintenances"
        lead="Effacer d’anciennes sauvegardes demande deux personnes ; ce qui est effacé reste en corbeille et peut revenir."
      />
      <RoomTabs />
      {data.rows.length === 0 ? (
        <EmptyState title="Aucune maintenance">La page d’une machine permet d’en demander une.</EmptyState>
      ) : (
        <ul className={classes.signs}>
          {data.rows.map((maintenance) => (
            <li key={maintenance.id}>
              <One maintenance={maintenance} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function One({ maintenance }: { maintenance: Maintenance }) {
  const { machine, reason, askedByName, askedAt, answeredByName, answeredAt, isAllowed, heldObjects, heldBytes, heldUntil } = maintenance;
  return (
    <Card withBorder component="article" aria-label={`${machine}, ${instant(askedAt)}`}>
      <Group gap="sm" mb="xs">
        <Title order={2} size="h3">
          {machine}
        </Title>
        <State maintenance={maintenance} />
      </Group>
      <p>« {reason} »</p>
      <p className={classes.quiet}>
        Demandée par {askedByName} le {instant(askedAt)}
        {answeredAt ? `, ${isAllowed ? 'autorisée' : 'refusée'} par ${answeredByName ?? ''} le ${instant(answeredAt)}` : ''}.
      </p>
      {heldObjects > 0 && (
        <p>
          {count('objet', 'objets', heldObjects)} en corbeille ({volume(heldBytes)}){heldUntil ? `, jusqu’au ${instant(heldUntil)} au moins` : ''}.
        </p>
      )}
      <Acts maintenance={maintenance} />
    </Card>
  );
}

function State({ maintenance: { isAllowed, openedAt, endsAt, closedAt } }: { maintenance: Maintenance }) {
  if (isAllowed === null) return <Badge color="orange">à autoriser</Badge>;
  if (!isAllowed) return <Badge color="gray">refusée</Badge>;
  if (!openedAt) return <Badge color="blue">autorisée</Badge>;
  return isOver({ endsAt, closedAt }) ? <Badge color="gray">terminée</Badge> : <Badge color="red">ouverte</Badge>;
}

function Acts({ maintenance }: { maintenance: Maintenance }) {
  const { may } = usePlace();
  const confirm = useConfirm();
  const [repository, show] = useState<string | null>(null);
  const answer = useAct(answerMaintenance, { changes: [listMaintenances], done: () => tellDone('Votre réponse est inscrite.') });
  const open = useAct(openMaintenance, { changes: [listMaintenances], done: (opened) => show(opened.repository) });
  const close = useAct(closeMaintenance, { changes: [listMaintenances], done: () => tellDone('La maintenance est terminée.') });
  const restore = useAct(restoreBin, { done: () => tellDone('Tout est remis en place.') });
  if (!may('backup.allow-removal')) return null;
  const { id, machine, isAllowed, isMine, openedAt, heldObjects } = maintenance;
  const refused = { onError: tellRefusal };
  const askAllow = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Autoriser l’effacement sur « ${machine} » ?`,
      says: 'La personne qui l’a demandé pourra effacer pendant quatre heures. L’effacé restera en corbeille.',
      act: 'Autoriser',
    });
    if (isSure) answer.mutate({ id, isAllowed: true }, refused);
  };
  return (
    <>
      {repository && (
        <Alert color="green" title="Adresse de maintenance" role="status" mb="sm">
          <p>Elle n’est montrée qu’ici, et vaut quatre heures. Sur la machine :</p>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {`restic -r ${repository} forget --keep-daily 30 --keep-monthly 12 --prune`}
          </Code>
        </Alert>
      )}
      <Group gap="sm">
        {isAllowed === null && !isMine && (
          <Button aria-label={`Autoriser, ${machine}`} onClick={() => void askAllow()}>
            Autoriser
          </Button>
        )}
        {isAllowed === null && (
          <Button
            variant="default"
            aria-label={`${isMine ? 'Retirer la demande' : 'Refuser'}, ${machine}`}
            onClick={() => answer.mutate({ id, isAllowed: false }, refused)}
          >
            {isMine ? 'Retirer la demande' : 'Refuser'}
          </Button>
        )}
        {isAllowed && !openedAt && isMine && (
          <Button aria-label={`Ouvrir la maintenance, ${machine}`} onClick={() => open.mutate({ id }, refused)}>
            Ouvrir la maintenance
          </Button>
        )}
        {openedAt && !isOver(maintenance) && (
          <Button variant="default" aria-label={`Terminer, ${machine}`} onClick={() => close.mutate({ id }, refused)}>
            Terminer
          </Button>
        )}
        {heldObjects > 0 && (
          <Button variant="default" aria-label={`Remettre en place, ${machine}`} onClick={() => restore.mutate({ id }, refused)}>
            Remettre en place
          </Button>
        )}
      </Group>
    </>
  );
}
