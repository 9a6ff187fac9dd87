// SPDX-License-Identifier: EUPL-1.2
import { Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace, useAddress } from '#ui/shell/place.ts';
import { askMaintenance } from '../contract.ts';

/** A removal needs two persons: this is the first. */
export function AskMaintenance({ id }: { id: string }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const form = useActForm(askMaintenance, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id, reason }),
    done: () => {
      tellDone('La demande est faite : une autre personne doit l’autoriser.');
      go(`/o/${organisation.slug}/sauvegardes/maintenances`);
    },
  });
  return (
    <>
      <p>
        Une machine ne peut qu’ajouter. Effacer demande une maintenance de quelques heures, qu’une autre personne autorise ; l’effacé reste un temps
        en corbeille.
      </p>
      <Form form={form} submit="Demander une maintenance">
        <Textarea label="Motif" required autosize minRows={2} maxLength={500} {...form.field('reason')} />
      </Form>
    </>
  );
}
