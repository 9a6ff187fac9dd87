// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { today } from '#ui/format/day.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { BodiesPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { familyLabels, familyNames, prepareRun } from '../../contract.ts';

/** Chooses what a run bills; it computes, and issues nothing. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const [only, setOnly] = useState<readonly PickedBody[]>([]);
  const at = `/o/${organisation.slug}/facturation`;
  const year = Number(today().slice(0, 4));
  const form = useActForm(prepareRun, {
    initial: {
      title: `Appels et factures ${year}`,
      year: year as number | null,
      fromOn: null as string | null,
      untilOn: null as string | null,
      families: [...familyNames] as string[],
    },
    toInput: ({ year: chosen, families, ...values }) => ({
      ...values,
      year: chosen ?? year,
      families: familyNames.filter((family) => families.includes(family)),
      payerIds: only.length === 0 ? null : only.map(({ id }) => id),
    }),
    done: ({ id }) => go(`${at}/campagnes/${id}`),
  });
  return (
    <>
      <PageHeader
        title="Nouvelle campagne"
        lead="Le calcul part des conventions, des devis acceptés, des dépassements de l’an passé et de ce qui a été saisi. Rien n’est émis."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Campagnes', href: `${at}/campagnes` },
        ]}
      />
      <Form form={form} submit="Calculer la campagne">
        <TextInput label="Objet" required {...form.field('title')} />
        <FrenchNumberInput label="Année facturée" required thousandSeparator="" {...form.field('year')} />
        <Group grow align="flex-start">
          <DayInput label="Premier jour" description="Vide : le 1er janvier." {...form.field('fromOn')} />
          <DayInput label="Dernier jour" description="Vide : le 31 décembre." {...form.field('untilOn')} />
        </Group>
        <Checkbox.Group label="Nature des lignes" {...form.field('families')}>
          <Group mt="xs">
            {familyNames.map((family) => (
              <Checkbox key={family} value={family} label={familyLabels[family]} />
            ))}
          </Group>
        </Checkbox.Group>
        <BodiesPicker label="Ces payeurs seulement" description="Vide : tous." value={[...only]} onChange={setOnly} />
      </Form>
    </>
  );
}
