// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Textarea } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { deleteDraft, endAnnouncement, publishAnnouncement, updateAnnouncement } from '../contract.ts';
import { type Details, periodOf } from './announcement-words.ts';
import classes from './announcement.module.css';

/** What can be done with an announcement where it stands, and what was said of it since. */
export function AnnouncementActs({ announcement }: { announcement: Details }) {
  const { status, reached, updates } = announcement;
  return (
    <section className={classes.acts} aria-label="Publication">
      <p>
        {status === 'draft' ? 'Publiée, elle atteindrait' : status === 'ended' ? 'Elle a atteint' : 'Elle atteint'}{' '}
        <strong>{count('collectivité', 'collectivités', reached)}</strong>, {periodOf(announcement)}.
      </p>
      {status === 'draft' && <DraftActs announcement={announcement} />}
      {status === 'published' && <GoOn announcement={announcement} />}
      {updates.length > 0 && (
        <ul className={classes.updates}>
          {updates.map((update) => (
            <li key={update.at + update.says}>
              <small>
                {instant(update.at)}, {update.byName}
              </small>
              <p>{update.says}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function DraftActs({ announcement: { id, revision, reached } }: { announcement: Details }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const confirm = useConfirm();
  const publish = useAct(publishAnnouncement, { done: () => tellDone('Annonce publiée.') });
  const remove = useAct(deleteDraft, {
    done: () => {
      tellDone('Brouillon supprimé.');
      go(`/o/${organisation.slug}/annonces`);
    },
  });
  const askToPublish = async (): Promise<void> => {
    const says = `${count('collectivité', 'collectivités', reached)} la verront en tête de page. Ce qui n’est pas encore enregistré ci-dessous n’est pas publié.`;
    if (await confirm({ title: 'Publier cette annonce ?', says, act: 'Publier' })) publish.mutate({ id, revision }, { onError: tellRefusal });
  };
  const askToRemove = async (): Promise<void> => {
    const says = 'Personne d’autre ne l’a vu. Il ne pourra pas être retrouvé.';
    if (await confirm({ title: 'Supprimer ce brouillon ?', says, act: 'Supprimer le brouillon', isDangerous: true }))
      remove.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <Group gap="xs">
      <Button onClick={() => void askToPublish()} loading={publish.isPending}>
        Publier
      </Button>
      <Button variant="default" onClick={() => void askToRemove()}>
        Supprimer le brouillon
      </Button>
    </Group>
  );
}

function GoOn({ announcement: { id } }: { announcement: Details }) {
  const end = useAct(endAnnouncement, { done: () => tellDone('Annonce terminée.') });
  const confirm = useConfirm();
  const form = useActForm(updateAnnouncement, {
    initial: { says: '' },
    toInput: ({ says }) => ({ id, says }),
    done: () => {
      form.reset();
      tellDone('Nouvelle publiée.');
    },
  });
  const askToEnd = async (): Promise<void> => {
    const says = form.values.says.trim();
    const last = says === '' ? 'Elle quitte la tête des pages.' : `Elle quitte la tête des pages, avec ce dernier mot : « ${says} »`;
    if (await confirm({ title: 'Terminer cette annonce ?', says: last, act: 'Terminer' })) {
      form.reset();
      end.mutate({ id, says }, { onError: tellRefusal });
    }
  };
  return (
    <Form
      form={form}
      submit="Publier cette nouvelle"
      others={
        <Button variant="default" onClick={() => void askToEnd()}>
          Terminer l’annonce
        </Button>
      }
    >
      <Textarea
        label="Donner des nouvelles"
        description="Une phrase : où on en est, ce qui vient."
        autosize
        minRows={2}
        maxLength={2000}
        {...form.field('says')}
      />
    </Form>
  );
}
