// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { setRenewal, type ConventionPage } from '../../contract.ts';

/** Writes what the convention says of its term: tacit renewal or not, notice, and the very words of the clause. */
export function TermForm({ convention }: { convention: ConventionPage }) {
  const [isOpen, setOpen] = useState(false);
  const form = useActForm(setRenewal, {
    initial: { renewal: convention.renewal, noticeMonths: convention.noticeMonths as number | null, clause: convention.clause ?? '' },
    toInput: ({ renewal, noticeMonths, clause }) => ({ id: convention.id, renewal, noticeMonths: noticeMonths ?? 0, clause }),
    done: () => {
      tellDone('La clause de terme est enregistrée.');
      setOpen(false);
    },
  });
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
        Inscrire la clause de terme
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Terme de ${convention.number}`}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Fermer' }}
      >
        <p>
          Une convention ne se reconduit d’elle-même que si elle le dit. Reprenez ici ses mots : ils font foi pour les rappels et les dénonciations.
        </p>
        <Form form={form} submit="Enregistrer la clause">
          <Radio.Group label="Au terme de la convention" {...form.field('renewal')}>
            <Stack gap="xs" mt="xs">
              <Radio value="none" label="Elle prend fin, sauf nouvelle délibération" />
              <Radio value="tacit" label="Elle se reconduit tacitement, sauf dénonciation" />
            </Stack>
          </Radio.Group>
          <FrenchNumberInput label="Préavis" suffix={'\u00a0mois'} min={0} max={24} required {...form.field('noticeMonths')} />
          <Textarea label="Clause de la convention, mot pour mot" required autosize minRows={3} {...form.field('clause')} />
        </Form>
      </Modal>
    </>
  );
}
