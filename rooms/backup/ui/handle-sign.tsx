// SPDX-License-Identifier: EUPL-1.2
import { Modal, Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import type { RowOf } from '#ui/tables/columns.ts';
import { handleServedSign, listServedSigns, readOverview } from '../contract.ts';

/** What the operator found: one word, which stays. */
export function HandleSign({ sign: { id, machine, body, says }, close }: { sign: RowOf<typeof listServedSigns>; close: () => void }) {
  const form = useActForm(handleServedSign, {
    initial: { why: '' },
    guardsChanges: false,
    toInput: ({ why }) => ({ id, why }),
    changes: [listServedSigns, readOverview],
    done: () => {
      tellDone('Votre mot est inscrit ; la collectivité le lit.');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={`${machine}, ${body}`} closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <p>{says}</p>
      <Form form={form} submit="Inscrire">
        <Textarea
          label="Ce qu’il en est"
          description="Qui vous avez appelé, ce que c’était. La collectivité le lit, et l’historique le garde avec votre nom."
          required
          autosize
          minRows={2}
          {...form.field('why')}
        />
      </Form>
    </Modal>
  );
}
