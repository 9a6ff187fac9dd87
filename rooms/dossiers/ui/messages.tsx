// SPDX-License-Identifier: EUPL-1.2
import { Radio, Stack, Textarea } from '@mantine/core';
import { IconLock, IconMessage, IconUser } from '@tabler/icons-react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { instant } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { say } from '../contract.ts';
import type { DossierSeen, HappeningSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';

/** What was written in a dossier; who reads each message is said in words, by a mark and by its ground. */
export function Messages({ dossier }: { dossier: DossierSeen }) {
  const messages = dossier.history.filter(({ kind }) => kind === 'said');
  return (
    <section className={classes.card} aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {messages.length === 0 && <p className={classes.quiet}>Personne n’a encore écrit.</p>}
      <ol className={classes.messages}>
        {messages.map((message) => (
          <Message key={message.id} message={message} dossier={dossier} />
        ))}
      </ol>
      {dossier.mayAct && <WriteForm key={messages.length} dossier={dossier} />}
    </section>
  );
}

function Message({ message, dossier }: { message: HappeningSeen; dossier: DossierSeen }) {
  const audience = message.visibleTo === 'all' ? 'all' : message.visibleTo === 'owner' ? 'internal' : 'one';
  const Mark = { all: IconMessage, internal: IconLock, one: IconUser }[audience];
  const from = dossier.parties.find(({ partyId }) => partyId === message.byBody)?.name ?? dossier.owner;
  return (
    <li data-audience={audience}>
      <p className={classes.messageHead}>
        <Mark size={18} aria-hidden />
        <strong>{message.by}</strong>
        <span>
          {from}, {instant(message.at)}
        </span>
        <span className={classes.audience}>{readers(message, dossier)}</span>
      </p>
      <p className={classes.messageText}>{message.says}</p>
    </li>
  );
}

function readers({ visibleTo, readBy }: HappeningSeen, { owner }: DossierSeen): string {
  if (visibleTo === 'all') return 'Lu par tous';
  return visibleTo === 'owner' ? `Interne à ${owner}` : `Lu par ${owner} et : ${readBy}`;
}

function WriteForm({ dossier }: { dossier: DossierSeen }) {
  const { role, owner } = dossier;
  const form = useActForm(say, {
    initial: { text: '', visibleTo: role === 'owner' ? 'owner' : 'all' },
    toInput: ({ text, visibleTo }) => ({ id: dossier.id, text, visibleTo }),
    done: () => tellDone('Message écrit.'),
  });
  const choices =
    role === 'owner'
      ? [
          { value: 'owner', label: `Entre collègues de ${owner}` },
          { value: 'all', label: 'À tous les participants' },
          ...dossier.audiences.map((one) => ({ value: one.role, label: `À : ${one.label}, seul avec ${owner}` })),
        ]
      : [
          { value: 'all', label: 'À tous les participants' },
          { value: role, label: `À ${owner} seulement` },
        ];
  return (
    <Form form={form} submit="Écrire">
      <Radio.Group label="Qui le lira" {...form.field('visibleTo')}>
        <Stack gap="xs" mt="xs">
          {choices.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea label="Message" autosize minRows={3} {...form.field('text')} />
    </Form>
  );
}
