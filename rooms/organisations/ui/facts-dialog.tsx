// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { enterFacts, type BodyPage } from '../contract.ts';
import type { PickedBody } from './body-picker.tsx';
import { changedFacts, FactFields, factsOf, type FactValues } from './fact-fields.tsx';

type Values = { sinceOn: string | null; note: string; facts: FactValues };

/** Enters what is known of a body from a day on; what was entered before stays in its history. */
export function FactsDialog({ body, parent, close }: { body: BodyPage; parent: PickedBody | null; close: () => void }) {
  const before = factsOf(body, parent);
  const form = useActForm<typeof enterFacts, Values>(enterFacts, {
    initial: { sinceOn: today(), note: '', facts: before },
    toInput: ({ sinceOn, note, facts }) => ({
      body: body.id,
      sinceOn: sinceOn ?? '',
      facts: changedFacts(before, facts),
      ...(note.trim() !== '' && { note }),
    }),
    done: ({ entered }) => {
      tellDone(entered === 0 ? 'Rien de nouveau : rien n’a été ajouté.' : 'Les informations sont enregistrées.');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={<strong>{`Ce que nous savons de ${body.name}`}</strong>} size="lg">
      <Form
        form={form}
        submit="Enregistrer"
        others={
          <Button variant="default" onClick={close}>
            Annuler
          </Button>
        }
      >
        <DayInput label="Ces informations valent à partir du" required {...form.field('sinceOn')} />
        <FactFields form={form} kind={body.kind} isDeclared={body.isDeclared} />
        <Textarea
          label="Remarque"
          description="D’où vient l’information : elle restera dans l’historique."
          autosize
          minRows={2}
          {...form.field('note')}
        />
      </Form>
    </Modal>
  );
}
