// SPDX-License-Identifier: EUPL-1.2
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { count } from '#ui/format/amount.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { addToTerritory } from '../contract.ts';
import { BodiesPicker, type PickedBody } from './body-picker.tsx';

type Values = { bodies: readonly PickedBody[]; sinceOn: string | null };

/** Adds EPCI or bodies to the territory from a day on. */
export function AddToTerritory() {
  const form = useActForm<typeof addToTerritory, Values>(addToTerritory, {
    initial: { bodies: [], sinceOn: today() },
    guardsChanges: false,
    toInput: ({ bodies, sinceOn }) => ({ bodies: bodies.map(({ id }) => id), sinceOn: sinceOn ?? '' }),
    done: ({ added }) => {
      tellDone(`${count('élément ajouté', 'éléments ajoutés', added)} au territoire.`);
      form.reset();
    },
  });
  return (
    <Form form={form} submit="Ajouter au territoire">
      <BodiesPicker
        label="EPCI ou collectivités"
        required
        value={form.values.bodies}
        onChange={(bodies) => form.set('bodies', bodies)}
        error={form.field('bodies').error}
      />
      <DayInput label="À partir du" required {...form.field('sinceOn')} />
    </Form>
  );
}
