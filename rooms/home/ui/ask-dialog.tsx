// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { requestService } from '../contract.ts';
import type { Offer } from './offer-line.tsx';

/** Asks the operator for a service, with a word if one wants. */
export function AskDialog({ offer, opened, onClose }: { offer: Offer; opened: boolean; onClose: () => void }) {
  const form = useActForm(requestService, {
    initial: { message: '' },
    toInput: ({ message }) => ({ service: offer.key, message }),
    guardsChanges: false,
    done: () => {
      onClose();
      tellDone('Demande envoyée : votre opérateur est prévenu.');
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={<strong>Demander : {offer.title}</strong>} closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <Form
        form={form}
        submit="Envoyer la demande"
        others={
          <Button variant="default" onClick={onClose}>
            Annuler
          </Button>
        }
      >
        <p>Votre opérateur reçoit votre demande et vous répond ici. Elle ne vous engage à rien.</p>
        <Textarea
          label="Votre besoin"
          description="Facultatif : pour quoi, pour qui, à partir de quand."
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
          {...form.field('message')}
        />
      </Form>
    </Modal>
  );
}
