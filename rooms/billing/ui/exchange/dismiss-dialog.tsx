// SPDX-License-Identifier: EUPL-1.2
import { Modal, Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { dismissLine } from '../../contract.ts';

/** Puts a line of the quarantine away, with what was done about it. */
export function DismissDialog({ line, close }: { line: { id: string; says: string }; close: () => void }) {
  const form = useActForm(dismissLine, {
    initial: { reason: '' },
    guardsChanges: false,
    toInput: ({ reason }) => ({ id: line.id, reason }),
    done: () => {
      tellDone('Ligne classée.');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title="Classer une ligne" closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <p>{line.says}</p>
      <Form form={form} submit="Classer">
        <Textarea label="Ce qui a été fait" required autosize minRows={2} maxLength={500} {...form.field('reason')} />
      </Form>
    </Modal>
  );
}
