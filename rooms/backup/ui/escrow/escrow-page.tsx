// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Card, Group, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { day, dayOf, instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { RowOf } from '#ui/tables/columns.ts';
import { listEscrows, openBox, openEscrow, withdrawPassword } from '../../contract.ts';
import classes from '../backup.module.css';
import { RoomTabs } from '../room-tabs.tsx';
import { Deposit } from './deposit.tsx';
import { OpenBox } from './open-box.tsx';
import { OpenPassword } from './open-password.tsx';

type Escrow = RowOf<typeof listEscrows>;

/** With whom the password of each repository is entrusted. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listEscrows, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Mots de passe des dépôts"
        lead="Un mot de passe perdu, c’est une sauvegarde perdue."
        actions={
          <Button component={HouseLink} href={`/o/${organisation.slug}/sauvegardes/ma-fiche`} variant="default">
            Ma fiche de dépositaire
          </Button>
        }
      />
      <RoomTabs />
      <Alert color="blue" mb="lg" title="Ce que confier veut dire" className={classes.explained}>
        <p>
          <strong>Gardé par la plateforme</strong> : l’un ou l’autre des deux dépositaires peut le faire ouvrir, en disant pourquoi ; l’autre en est
          averti. La plateforme s’en sert aussi pour essayer des restaurations, et chaque usage est inscrit : elle pourrait donc, techniquement, lire
          les sauvegardes.
        </p>
        <p>
          <strong>Scellé pour les dépositaires</strong> : le mot de passe est fermé dans votre navigateur, pour les fiches imprimées de deux
          personnes. Ni la plateforme ni l’opérateur ne peuvent l’ouvrir ; vous essayez vous-mêmes les restaurations.
        </p>
        <p>
          <strong>Non confié</strong> : personne d’autre que la machine ne le connaît. Si elle brûle et que le papier est perdu, rien ne pourra être
          restauré, ni par la mairie, ni par l’opérateur.
        </p>
      </Alert>
      {data.rows.length === 0 ? (
        <EmptyState title="Aucune machine">Ajoutez d’abord une machine.</EmptyState>
      ) : (
        <ul className={classes.signs}>
          {data.rows.map((escrow) => (
            <li key={escrow.repositoryId}>
              <One escrow={escrow} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function One({ escrow }: { escrow: Escrow }) {
  const { may } = usePlace();
  const { query } = useAddress();
  const { repositoryId, machine, custodians, depositedAt, depositedBy, isMine, isStale, lapsed, mode, openings, stillCustodians } = escrow;
  const isEntrusted = custodians.length > 0;
  // From the page of a machine that has just enrolled.
  const isAsked = query['machine'] === repositoryId && !isEntrusted && may('backup.administer');
  const [shown, show] = useState<'deposit' | 'open' | null>(isAsked ? 'deposit' : null);
  return (
    <Card withBorder component="article" aria-label={machine}>
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          <Title order={2} size="h3">
            {machine}
          </Title>
          <State escrow={escrow} />
        </Group>
        <Group gap="sm">
          {isMine && (
            <Button variant="default" aria-label={`Faire ouvrir, ${machine}`} onClick={() => show(shown === 'open' ? null : 'open')}>
              Faire ouvrir
            </Button>
          )}
          {may('backup.administer') && (
            <Button
              variant="default"
              aria-expanded={shown === 'deposit'}
              aria-label={`${isEntrusted ? 'Remplacer' : 'Confier le mot de passe'}, ${machine}`}
              onClick={() => show(shown === 'deposit' ? null : 'deposit')}
            >
              {isEntrusted ? 'Remplacer' : 'Confier le mot de passe'}
            </Button>
          )}
          {isEntrusted && may('backup.administer') && <Withdraw escrow={escrow} />}
        </Group>
      </Group>
      {isEntrusted && (
        <p className={classes.below}>
          À {custodians.join(' et ')}, par {depositedBy} le {depositedAt ? instant(depositedAt) : ''}.
          {mode === 'either' && ' L’un ou l’autre l’ouvre, avec sa fiche.'}
          {mode === 'both' && ' Il faut les deux fiches.'}
        </p>
      )}
      {isStale && (
        <Alert color="orange" mt="sm">
          Un dépositaire a changé de fiche : confiez ce mot de passe de nouveau.
        </Alert>
      )}
      {lapsed.length > 0 && <Lapsed escrow={escrow} replace={() => show('deposit')} />}
      {openings.length > 0 && (
        <details className={classes.below}>
          <summary>Ouvertures ({openings.length})</summary>
          <ul>
            {openings.map(({ openedAt, openedBy, reason }) => (
              <li key={`${openedAt} ${openedBy}`}>
                {instant(openedAt)}, {openedBy} : {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {shown === 'deposit' && (
        <Deposit id={repositoryId} kept={lapsed.length > 0 ? stillCustodians : []} as={isEntrusted ? mode : 'house'} done={() => show(null)} />
      )}
      {shown === 'open' &&
        (mode === 'house' ? <OpenPassword endpoint={openEscrow} id={repositoryId} /> : <OpenBox endpoint={openBox} id={repositoryId} />)}
    </Card>
  );
}

/** Who can open no more, what is left, and the way to name another. */
function Lapsed({ escrow: { lapsed, machine, mode, stillCustodians }, replace }: { escrow: Escrow; replace: () => void }) {
  const { may } = usePlace();
  const [still] = stillCustodians;
  const gone = lapsed.map(({ name, noticedAt }) => `${name} ne peut plus l’ouvrir depuis le ${day(dayOf(noticedAt))}`).join(', ');
  const left = !still
    ? 'Plus personne ne peut l’ouvrir ici : recopiez-le depuis la machine et confiez-le à deux autres personnes.'
    : mode === 'both'
      ? 'Il fallait les deux : personne ne peut plus l’ouvrir ici. Recopiez-le depuis la machine et confiez-le à quelqu’un d’autre.'
      : `${still.name} le peut encore, et reste seul dépositaire : confiez-le aussi à quelqu’un d’autre.`;
  return (
    <Alert color={still && mode !== 'both' ? 'orange' : 'red'} mt="sm" title="Un dépositaire est parti, ou n’a plus le rôle qu’il fallait">
      <p className={classes.first}>
        {gone}. {left}
      </p>
      {may('backup.administer') && (
        <Button variant="default" aria-label={`Confier à quelqu’un d’autre, ${machine}`} onClick={replace}>
          Confier à quelqu’un d’autre
        </Button>
      )}
    </Alert>
  );
}

function State({ escrow: { custodians, isStale, lapsed, mode } }: { escrow: Escrow }) {
  if (custodians.length === 0) return <Badge color="orange">non confié</Badge>;
  if (lapsed.length > 0) return <Badge color="red">à confier de nouveau</Badge>;
  if (isStale) return <Badge color="orange">à confier de nouveau</Badge>;
  return mode === 'house' ? <Badge color="green">gardé par la plateforme</Badge> : <Badge color="green">scellé</Badge>;
}

function Withdraw({ escrow: { repositoryId, machine } }: { escrow: Escrow }) {
  const confirm = useConfirm();
  const act = useAct(withdrawPassword, { done: () => tellDone('Le mot de passe n’est plus gardé.') });
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Ne plus garder le mot de passe de « ${machine} » ?`,
      says: 'Il est détruit ici. S’il est perdu ailleurs, les sauvegardes de cette machine ne pourront plus être restaurées.',
      act: 'Ne plus le garder',
      isDangerous: true,
    });
    if (isSure) act.mutate({ id: repositoryId }, { onError: tellRefusal });
  };
  return (
    <Button variant="default" color="red" aria-label={`Ne plus le garder, ${machine}`} onClick={() => void ask()}>
      Ne plus le garder
    </Button>
  );
}
