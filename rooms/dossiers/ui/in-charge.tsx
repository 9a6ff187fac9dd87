// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { day } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { assign, delegate, listColleagues } from '../contract.ts';
import type { DossierSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';

type Open = 'assign' | 'delegate' | null;

/** Who has a dossier in the body that holds it, and who acts in their stead. */
export function InCharge({ dossier }: { dossier: DossierSeen }) {
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  return (
    <section className={classes.card} aria-labelledby="in-charge">
      <h2 id="in-charge">Attribution</h2>
      <p>{dossier.assignee ? `Attribué à ${dossier.assignee}.` : 'Attribué à personne : chacun de ceux qui peuvent agir le voit à traiter.'}</p>
      {dossier.delegate && (
        <p>
          {dossier.delegate.name} agit à sa place jusqu’au {day(dossier.delegate.until)}.
        </p>
      )}
      {dossier.mayAct && dossier.status !== 'closed' && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setOpen('assign')}>
            Attribuer
          </Button>
          {dossier.assignee && (
            <Button variant="default" onClick={() => setOpen('delegate')}>
              Déléguer
            </Button>
          )}
        </div>
      )}
      <Modal opened={open === 'assign'} onClose={close} title="Attribuer le dossier">
        <AssignForm dossier={dossier} done={close} />
      </Modal>
      <Modal opened={open === 'delegate'} onClose={close} title="Déléguer le dossier">
        <DelegateForm dossier={dossier} done={close} />
      </Modal>
    </section>
  );
}

function useColleagues(dossierId: string) {
  const { data } = useEndpoint(listColleagues, { id: dossierId });
  return (data?.rows ?? []).map(({ personId, name, title }) => ({ value: personId, label: title ? `${name}, ${title}` : name }));
}

function AssignForm({ dossier, done }: { dossier: DossierSeen; done: () => void }) {
  const colleagues = useColleagues(dossier.id);
  const form = useActForm(assign, {
    initial: { personId: dossier.assigneeId },
    toInput: ({ personId }) => ({ id: dossier.id, personId: personId || null }),
    guardsChanges: false,
    done: () => {
      tellDone('Attribution enregistrée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Attribuer">
      <Select
        label="À qui"
        description="Sans choix, le dossier n’est plus à personne."
        data={colleagues}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
        {...form.field('personId')}
      />
    </Form>
  );
}

function DelegateForm({ dossier, done }: { dossier: DossierSeen; done: () => void }) {
  const colleagues = useColleagues(dossier.id).filter(({ value }) => value !== dossier.assigneeId);
  const form = useActForm(delegate, {
    initial: { personId: null as string | null, until: null as string | null },
    toInput: ({ personId, until }) => ({ id: dossier.id, personId: personId ?? '', until: until ?? '' }),
    guardsChanges: false,
    done: () => {
      tellDone('Délégation enregistrée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Déléguer">
      <Select label="À qui" required data={colleagues} searchable {...form.field('personId')} />
      <DayInput label="Jusqu’au" required {...form.field('until')} />
    </Form>
  );
}
