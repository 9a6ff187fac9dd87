// SPDX-License-Identifier: EUPL-1.2
import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCalendarPlus, IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { closeFeed, listFeeds, openFeed, readMyLeave } from '../../contract.ts';
import classes from '../manage/manage.module.css';

/** Calendars to follow from a phone or a mail program: secret addresses, shown once, closed at will. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listFeeds, {});
  const { data: mine } = useEndpoint(readMyLeave, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data || !mine) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="S’abonner à un agenda"
        lead="Vos absences, ou celles d’un service, dans l’agenda de votre téléphone, d’Outlook ou de Thunderbird. Elles s’y mettent à jour seules."
        trail={[{ label: 'Mes congés', href: `/o/${organisation.slug}/conges` }]}
      />
      <Sections>
        <Section title="Suivre un agenda">
          <Open teams={mine.follows} organisationId={organisation.id} />
        </Section>
        <Section title="Mes abonnements">
          <Feeds feeds={data.rows} />
        </Section>
      </Sections>
    </>
  );
}

function Open({ teams, organisationId }: { teams: readonly { id: string; name: string }[]; organisationId: string }) {
  const [opened, setOpened] = useState<{ name: string; address: string } | null>(null);
  const open = useAct(openFeed);
  const ask = (name: string, teamId: string | null): void =>
    open.mutate(
      { organisationId: teamId ? organisationId : null, teamId },
      { onSuccess: ({ address }) => setOpened({ name, address }), onError: tellRefusal },
    );
  return (
    <>
      <ul className={classes.lines}>
        {[{ id: null, name: 'Mes absences, chez tous mes employeurs' }, ...teams].map(({ id, name }) => (
          <li key={id ?? 'mine'}>
            <p>{id ? `Le service ${name}` : name}</p>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconCalendarPlus size={16} aria-hidden />}
              loading={open.isPending}
              aria-label={`S’abonner : ${name}`}
              onClick={() => ask(name, id)}
            >
              S’abonner
            </Button>
          </li>
        ))}
      </ul>
      {opened && <Address {...opened} />}
    </>
  );
}

function Address({ name, address }: { name: string; address: string }) {
  return (
    <div role="status">
      <h3>Adresse à suivre : {name}</h3>
      <Group align="end" gap="xs">
        <TextInput
          aria-label="Adresse de l’agenda"
          readOnly
          value={address}
          style={{ flex: '1 1 14rem' }}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}>
              {copied ? 'Copiée' : 'Copier'}
            </Button>
          )}
        </CopyButton>
        <Button component="a" href={address.replace(/^https?:/, 'webcal:')}>
          Ouvrir dans mon agenda
        </Button>
      </Group>
      <p className={classes.quiet}>
        Elle n’est montrée qu’une fois : gardez-la pour vous, qui la connaît lit cet agenda. Dans votre agenda, choisissez « S’abonner » ou « Ajouter
        à partir d’une URL ».
      </p>
    </div>
  );
}

type Feed = { id: string; team: string | null; body: string | null; createdAt: string; tells: boolean };

function Feeds({ feeds }: { feeds: readonly Feed[] }) {
  const confirm = useConfirm();
  const close = useAct(closeFeed, { done: () => tellDone('Abonnement fermé : son adresse n’ouvre plus rien.') });
  const ask = async (id: string): Promise<void> => {
    const isSure = await confirm({
      title: 'Fermer cet abonnement ?',
      says: 'L’agenda qui le suit ne recevra plus rien. Vous pourrez en ouvrir un autre.',
      act: 'Fermer l’abonnement',
      isDangerous: true,
    });
    if (isSure) close.mutate({ id }, { onError: tellRefusal });
  };
  if (feeds.length === 0) return <p className={classes.quiet}>Vous ne suivez aucun agenda.</p>;
  return (
    <ul className={classes.lines}>
      {feeds.map(({ id, team, body, createdAt, tells }) => (
        <li key={id}>
          <div>
            <p>{team ? `${team}, ${body ?? ''}` : 'Mes absences'}</p>
            <p className={classes.quiet}>
              Depuis le {instant(createdAt)}
              {!tells && '. Vide : vous ne lisez plus le planning de ce service.'}
            </p>
          </div>
          <Button
            variant="default"
            size="sm"
            aria-label={`Fermer l’abonnement du ${instant(createdAt)}, ${team ?? 'mes absences'}`}
            onClick={() => void ask(id)}
          >
            Fermer
          </Button>
        </li>
      ))}
    </ul>
  );
}
