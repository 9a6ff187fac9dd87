// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { leave, type ConventionPage } from '../../contract.ts';

/** Ends a convention on a day, with the reason; a cadre takes its tripartites with it. */
export function EndConvention({ convention }: { convention: ConventionPage }) {
  const [isOpen, setOpen] = useState(false);
  const form = useActForm(leave, {
    initial: { lastOn: null as string | null, reason: '' },
    toInput: ({ lastOn, reason }) => ({ id: convention.id, lastOn: lastOn ?? '', reason }),
    done: () => {
      tellDone('La fin de la convention est enregistrée.');
      setOpen(false);
    },
  });
  return (
    <>
      <Button variant="default" color="red" onClick={() => setOpen(true)}>
        Mettre fin
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={`Mettre fin à ${convention.number}`} closeButtonProps={{ 'aria-label': 'Fermer' }}>
        <p>
          Les services qu’elle ouvre se ferment après le dernier jour.
          {convention.tripartites > 0 && ` Ses ${convention.tripartites} conventions tripartites finissent le même jour.`}
          {convention.kind === 'tripartite' &&
            ' Le territoire est recompté dès le lendemain : sa participation suit le nombre de collectivités comptées.'}
        </p>
        <Form form={form} submit="Mettre fin à la convention" isDangerous>
          <DayInput label="Dernier jour" required {...form.field('lastOn')} />
          <Textarea label="Motif" required {...form.field('reason')} />
        </Form>
      </Modal>
    </>
  );
}
