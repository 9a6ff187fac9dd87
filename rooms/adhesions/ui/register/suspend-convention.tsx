// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { dayInWords, today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { resumeAdhesion, suspendAdhesion, type ConventionPage } from '../../contract.ts';

/** Suspends a convention from a day on, with the reason; a cadre with its whole territory. */
export function SuspendConvention({ convention }: { convention: ConventionPage }) {
  const [isOpen, setOpen] = useState(false);
  const form = useActForm(suspendAdhesion, {
    initial: { beginsOn: today() as string | null, endsOn: null as string | null, reason: '' },
    toInput: ({ beginsOn, endsOn, reason }) => ({ id: convention.id, beginsOn: beginsOn ?? '', reason, ...(endsOn && { endsOn }) }),
    done: () => {
      tellDone('La suspension est enregistrée.');
      setOpen(false);
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Suspendre
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={`Suspendre ${convention.number}`} closeButtonProps={{ 'aria-label': 'Fermer' }}>
        <p>
          Rien n’est perdu, mais aucun service ne peut être utilisé tant que la suspension dure.
          {convention.tripartites > 0 && ' Tout le territoire est suspendu avec cette convention cadre.'}
        </p>
        <Form form={form} submit="Suspendre la convention" isDangerous>
          <DayInput label="À compter du" required {...form.field('beginsOn')} />
          <DayInput label="Jusqu’au" description="Laissez vide si vous ne savez pas encore." {...form.field('endsOn')} />
          <Textarea label="Motif" required {...form.field('reason')} />
        </Form>
      </Modal>
    </>
  );
}

/** Says that a convention is or will be suspended, since when and why; whoever may, lifts it here. */
export function SuspensionNotice({ convention, canAct }: { convention: ConventionPage; canAct: boolean }) {
  const confirm = useConfirm();
  const resume = useAct(resumeAdhesion, { done: () => tellDone('La convention est rétablie.') });
  const { suspension, isOwnSuspension, on } = convention;
  if (!suspension) return null;
  const { beginsOn, endsOn, reason, by } = suspension;
  const lift = async (): Promise<void> => {
    const says = 'Les services peuvent de nouveau être utilisés à partir d’aujourd’hui.';
    if (await confirm({ title: `Rétablir ${convention.number} ?`, says, act: 'Rétablir la convention' }))
      resume.mutate({ id: convention.id }, { onError: tellRefusal });
  };
  const until = endsOn ? ` jusqu’au ${dayInWords(endsOn)}` : '';
  return (
    <Alert color="orange" title={beginsOn <= on ? 'Convention suspendue' : 'Suspension à venir'} mb="md">
      <p>
        {isOwnSuspension ? '' : 'Avec la convention cadre de son territoire, '}
        {isOwnSuspension ? 'À' : 'à'} compter du {dayInWords(beginsOn)}
        {until}
        {by && `, par ${by}`}. Motif : {reason}
      </p>
      {canAct && isOwnSuspension && (
        <Button variant="default" size="compact-md" mt="xs" loading={resume.isPending} onClick={() => void lift()}>
          Rétablir
        </Button>
      )}
    </Alert>
  );
}
