// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { changeDue, resume, suspend } from '../contract.ts';
import type { DossierSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';

type Open = 'suspend' | 'due' | null;

/** What stops, resumes or moves the clock of a dossier. */
export function Clock({ dossier }: { dossier: DossierSeen }) {
  const [open, setOpen] = useState<Open>(null);
  const again = useAct(resume, { done: () => tellDone('Dossier repris : les jours de suspension repoussent l’échéance.') });
  const close = (): void => setOpen(null);
  return (
    <section className={classes.card} aria-labelledby="clock">
      <h2 id="clock">Délais</h2>
      <div className={classes.buttons}>
        {dossier.status === 'suspended' ? (
          <Button loading={again.isPending} onClick={() => again.mutate({ id: dossier.id }, { onError: tellRefusal })}>
            Reprendre le dossier
          </Button>
        ) : (
          <Button variant="default" onClick={() => setOpen('suspend')}>
            Suspendre
          </Button>
        )}
        <Button variant="default" onClick={() => setOpen('due')}>
          Changer l’échéance
        </Button>
      </div>
      <Modal opened={open === 'suspend'} onClose={close} title="Suspendre le dossier">
        <SuspendForm dossier={dossier} done={close} />
      </Modal>
      <Modal opened={open === 'due'} onClose={close} title="Changer l’échéance">
        <DueForm dossier={dossier} done={close} />
      </Modal>
    </section>
  );
}

function SuspendForm({ dossier, done }: { dossier: DossierSeen; done: () => void }) {
  const form = useActForm(suspend, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id: dossier.id, reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Dossier suspendu.');
      done();
    },
  });
  return (
    <Form form={form} submit="Suspendre">
      <Textarea label="Motif" description="Tous les participants le lisent." required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

function DueForm({ dossier, done }: { dossier: DossierSeen; done: () => void }) {
  const form = useActForm(changeDue, {
    initial: { dueOn: dossier.dueOn as string | null, reason: '' },
    toInput: ({ dueOn, reason }) => ({ id: dossier.id, dueOn: dueOn ?? '', reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Échéance changée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Changer l’échéance">
      <DayInput label="Dernier jour pour agir" required {...form.field('dueOn')} />
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
