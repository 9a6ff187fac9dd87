// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal } from '@mantine/core';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { removeFromTerritory, type TerritoryPart } from '../contract.ts';

/** Ends the presence of an EPCI or a body in the territory; the past stays as it was. */
export function EndPart({ part, close }: { part: TerritoryPart; close: () => void }) {
  const form = useActForm<typeof removeFromTerritory, { untilOn: string | null }>(removeFromTerritory, {
    initial: { untilOn: today() },
    guardsChanges: false,
    toInput: ({ untilOn }) => ({ part: part.id, untilOn: untilOn ?? '' }),
    done: () => {
      tellDone(`${part.body.name} sort du territoire.`);
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={<strong>{`Sortir ${part.body.name} du territoire`}</strong>}>
      <p>Les devis et les listes des jours précédents la gardent. Vous pourrez annuler cette fin.</p>
      <Form
        form={form}
        submit="Mettre fin"
        others={
          <Button variant="default" onClick={close}>
            Annuler
          </Button>
        }
      >
        <DayInput label="Premier jour où elle n’en fait plus partie" required {...form.field('untilOn')} />
      </Form>
    </Modal>
  );
}
