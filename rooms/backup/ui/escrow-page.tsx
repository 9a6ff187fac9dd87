// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Card, Group, PasswordInput, Select, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { RowOf } from '#ui/tables/columns.ts';
import { depositPassword, listCustodians, listEscrows, openEscrow, withdrawPassword } from '../contract.ts';
import classes from './backup.module.css';
import { OpenPassword } from './open-password.tsx';
import { RoomTabs } from './room-tabs.tsx';

type Escrow = RowOf<typeof listEscrows>;

/** With whom the password of each repository is entrusted. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listEscrows, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader title="Mots de passe des dépôts" lead="Un mot de passe perdu, c’est une sauvegarde perdue." />
      <RoomTabs />
      <Alert color="blue" mb="lg" title="Ce que confier veut dire">
        <p>
          <strong>Confié</strong> : le mot de passe est gardé scellé par la plateforme. L’un ou l’autre des deux dépositaires peut le faire ouvrir, en
          disant pourquoi ; l’autre en est averti. La plateforme s’en sert aussi pour essayer des restaurations, et chaque usage est inscrit : elle
          pourrait donc, techniquement, lire les sauvegardes.
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
  const [shown, show] = useState<'deposit' | 'open' | null>(null);
  const { machine, custodians, depositedAt, depositedBy, isMine, openings } = escrow;
  const isEntrusted = custodians.length > 0;
  return (
    <Card withBorder component="article" aria-label={machine}>
      <Group gap="sm" mb="xs">
        <Title order={2} size="h3">
          {machine}
        </Title>
        {isEntrusted ? <Badge color="green">confié</Badge> : <Badge color="orange">non confié</Badge>}
      </Group>
      {isEntrusted && (
        <p>
          À {custodians.join(' et ')}, par {depositedBy} le {depositedAt ? instant(depositedAt) : ''}.
        </p>
      )}
      {openings.length > 0 && (
        <details>
          <summary>Ouvertures ({openings.length})</summary>
          <ul>
            {openings.map(({ openedAt, openedBy, reason }) => (
              <li key={openedAt}>
                {instant(openedAt)}, {openedBy} : {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Group gap="sm" mt="sm">
        {may('backup.administer') && (
          <Button
            variant="default"
            aria-label={`${isEntrusted ? 'Remplacer' : 'Confier le mot de passe'}, ${machine}`}
            onClick={() => show(shown === 'deposit' ? null : 'deposit')}
          >
            {isEntrusted ? 'Remplacer' : 'Confier le mot de passe'}
          </Button>
        )}
        {isMine && (
          <Button variant="default" aria-label={`Faire ouvrir, ${machine}`} onClick={() => show(shown === 'open' ? null : 'open')}>
            Faire ouvrir
          </Button>
        )}
        {isEntrusted && may('backup.administer') && <Withdraw escrow={escrow} />}
      </Group>
      {shown === 'deposit' && <Deposit id={escrow.repositoryId} done={() => show(null)} />}
      {shown === 'open' && <OpenPassword endpoint={openEscrow} id={escrow.repositoryId} />}
    </Card>
  );
}

function Deposit({ id, done }: { id: string; done: () => void }) {
  const { data } = useEndpoint(listCustodians, {});
  const form = useActForm(depositPassword, {
    initial: { password: '', first: null as string | null, second: null as string | null },
    toInput: ({ password, first, second }) => ({ id, password, custodians: [first, second].filter((one) => one !== null) }),
    fieldNames: { custodians: 'first' },
    done: () => {
      tellDone('Le mot de passe est confié ; ses dépositaires sont avertis.');
      done();
    },
  });
  const persons = (data?.rows ?? []).map((one) => ({ value: one.personId, label: wordsOf(one) }));
  return (
    <Form form={form} submit="Confier">
      <PasswordInput
        label="Mot de passe du dépôt"
        description="Tel que la machine l’a affiché à son inscription."
        autoComplete="off"
        required
        {...form.field('password')}
      />
      <Select label="Premier dépositaire" required data={persons} {...form.field('first')} />
      <Select label="Second dépositaire" required data={persons.filter(({ value }) => value !== form.values.first)} {...form.field('second')} />
    </Form>
  );
}

function wordsOf({ name, title, isOfOperator }: RowOf<typeof listCustodians>): string {
  return [name, title, isOfOperator ? 'chez l’opérateur' : ''].filter((part) => part !== '').join(', ');
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
