// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { volume } from '#ui/format/volume.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { attachDocument, withdrawAttachment, type Attachment, type ConventionPage } from '../../contract.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import classes from './register.module.css';
import { Section } from '#ui/parts/section.tsx';

const kinds = { signed: 'Convention signée', annex: 'Annexe', act: 'Acte', letter: 'Courrier' } as const;
const texts = {
  waiting: 'Lecture du texte en cours',
  read: 'Texte cherchable',
  none: 'Numérisé, sans texte cherchable',
  failed: 'Texte illisible',
} as const;

/** The documents of a convention: read by its parties, attached and withdrawn by the operator. */
export function ConventionDocuments({ convention, canAct }: { convention: ConventionPage; canAct: boolean }) {
  const { organisation } = usePlace();
  const [isAdding, setAdding] = useState(false);
  const at = `/api/o/${organisation.slug}/adhesions/conventions/${convention.id}/attachments`;
  return (
    <Section
      title="Documents"
      isWide
      action={
        canAct &&
        !isAdding && (
          <Button variant="default" size="sm" leftSection={<IconPaperclip size={16} aria-hidden />} onClick={() => setAdding(true)}>
            Attacher un document
          </Button>
        )
      }
    >
      {convention.attachments.length === 0 && !isAdding && <p className={classes.quiet}>Aucun document n’est attaché.</p>}
      <ul className={classes.list}>
        {convention.attachments.map((attachment) => (
          <li key={attachment.id}>
            <a href={`${at}/${attachment.id}`}>{attachment.name}</a>
            <span className={classes.cite}>
              {kinds[attachment.kind]}, {volume(attachment.size)}, {texts[attachment.textState].toLowerCase()}. Attaché {instant(attachment.addedAt)}{' '}
              par {attachment.addedBy}.
            </span>
            {canAct && <Withdraw conventionId={convention.id} attachment={attachment} />}
          </li>
        ))}
      </ul>
      {isAdding && <Attach conventionId={convention.id} close={() => setAdding(false)} />}
    </Section>
  );
}

const MOST_BYTES = 20_000_000;

function Attach({ conventionId, close }: { conventionId: string; close: () => void }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useActForm(attachDocument, {
    initial: { kind: 'signed' as keyof typeof kinds, name: '', content: '', datedOn: null as string | null },
    toInput: (values) => ({ id: conventionId, ...values }),
    done: () => {
      tellDone('Document attaché. Son texte sera cherchable dans un instant.');
      close();
    },
  });
  const take = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    const [file] = chosen;
    form.set('name', file?.name ?? '');
    form.set('content', file ? await asBase64(file) : '');
  };
  return (
    <Form
      form={form}
      submit="Attacher"
      others={
        <Button variant="default" onClick={close}>
          Annuler
        </Button>
      }
    >
      <NativeSelect label="De quoi s’agit-il ?" data={Object.entries(kinds).map(([value, label]) => ({ value, label }))} {...form.field('kind')} />
      <FileDrop
        label="Le document"
        accept={{ 'application/pdf': ['.pdf'], 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'] }}
        hint="PDF ou Word (.docx), 20 Mo au plus."
        mostBytes={MOST_BYTES}
        files={files}
        onChange={(chosen) => void take(chosen)}
        error={form.field('name').error ? String(form.field('name').error) : null}
      />
      <DayInput label="Date du document (facultatif)" {...form.field('datedOn')} />
    </Form>
  );
}

function Withdraw({ conventionId, attachment }: { conventionId: string; attachment: Attachment }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct(withdrawAttachment, { done: () => tellDone('Document retiré.') });
  if (!isOpen)
    return (
      <Button variant="subtle" size="compact-sm" color="red" onClick={() => setOpen(true)} aria-label={`Retirer ${attachment.name}`}>
        Retirer
      </Button>
    );
  return (
    <div>
      <Textarea
        label="Pourquoi le retirer ?"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maw={640}
        error={act.error?.message}
      />
      <Button
        mt="xs"
        size="compact-sm"
        color="red"
        loading={act.isPending}
        onClick={() => act.mutate({ id: conventionId, attachmentId: attachment.id, reason })}
      >
        Retirer le document
      </Button>
    </div>
  );
}
