// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, TextInput } from '@mantine/core';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import type { ActForm } from '#ui/forms/use-act-form.ts';
import type { BodyKind, BodyPage, FactsInput } from '../contract.ts';
import { BodiesPicker, BodyPicker, type PickedBody } from './body-picker.tsx';

export type FactValues = {
  parent: PickedBody | null;
  serves: readonly PickedBody[];
  population: number | null;
  agents: number | null;
  budget: number | null;
  affiliated: '' | 'true' | 'false';
  hosted: '' | 'true' | 'false';
  siret: string;
};

export const noFacts: FactValues = {
  parent: null,
  serves: [],
  population: null,
  agents: null,
  budget: null,
  affiliated: '',
  hosted: '',
  siret: '',
};

/** What is known of a body today, as the form shows it. */
export function factsOf(body: BodyPage, parent: PickedBody | null): FactValues {
  return {
    parent,
    serves: body.serves.map(({ id, name }) => ({ id, name })),
    population: body.population.declared?.value ?? null,
    agents: body.agents,
    budget: body.budgetCents,
    affiliated: choiceOf(body.affiliated),
    hosted: choiceOf(body.hosted),
    siret: body.siret ?? '',
  };
}

/** The facts that differ from what was shown: an emptied field says that the fact is no longer known. */
export function changedFacts(before: FactValues, after: FactValues): FactsInput {
  const changed: FactsInput = {};
  if (after.parent?.id !== before.parent?.id) changed.parent = after.parent?.id ?? null;
  if (idsOf(after.serves).join() !== idsOf(before.serves).join()) changed.serves = after.serves.length === 0 ? null : idsOf(after.serves);
  if (after.population !== before.population) changed.population = after.population;
  if (after.agents !== before.agents) changed.agents = after.agents;
  if (after.budget !== before.budget) changed.budget = after.budget;
  if (after.affiliated !== before.affiliated) changed.affiliated = booleanOf(after.affiliated);
  if (after.hosted !== before.hosted) changed.hosted = booleanOf(after.hosted);
  if (after.siret.trim() !== before.siret) changed.siret = after.siret.trim() === '' ? null : after.siret.trim();
  return changed;
}

type Fields = { facts: FactValues } & Record<string, unknown>;

/** The fields of what an operator knows of a body; those that the register answers are left out. */
export function FactFields<Values extends Fields>({ form, kind, isDeclared }: { form: ActForm<Values>; kind: BodyKind; isDeclared: boolean }) {
  const { facts } = form.values;
  const errorOf = (name: string): string | undefined => form.field(`facts.${name}`).error;
  const set = (name: string, value: unknown): void => form.set(`facts.${name}` as never, value as never); // a path of the form, which Mantine types by its leaves
  return (
    <>
      {isDeclared && (
        <>
          <BodyPicker
            label="Collectivité de rattachement"
            description="La commune d’un CCAS, le titulaire d’un budget annexe."
            required={kind === 'budget-annexe'}
            value={facts.parent}
            onChange={(parent) => set('parent', parent)}
            error={errorOf('parent')}
          />
          <BodiesPicker
            label="Territoire desservi"
            description="Les communes ou EPCI qu’elle dessert. Sans réponse, celui de la collectivité de rattachement."
            value={facts.serves}
            onChange={(serves) => set('serves', serves)}
            error={errorOf('serves')}
          />
          <FrenchNumberInput
            label="Population"
            description="Si vous la connaissez. Sinon, celle du territoire desservi est retenue."
            {...form.field('facts.population')}
          />
        </>
      )}
      <FrenchNumberInput label="Agents" {...form.field('facts.agents')} />
      <AmountInput label="Budget annuel" {...form.field('facts.budget')} />
      <NativeSelect label="Affiliée au centre de gestion" data={choices} {...form.field('facts.affiliated')} />
      <NativeSelect
        label="Hébergée"
        description="Ses données sont sur la base d’une autre collectivité."
        data={choices}
        {...form.field('facts.hosted')}
      />
      <TextInput label="SIRET" inputMode="numeric" autoComplete="off" {...form.field('facts.siret')} />
    </>
  );
}

const choices = [
  { value: '', label: 'Non renseigné' },
  { value: 'true', label: 'Oui' },
  { value: 'false', label: 'Non' },
];

function choiceOf(value: boolean | null): FactValues['affiliated'] {
  return value === null ? '' : value ? 'true' : 'false';
}

function booleanOf(choice: FactValues['affiliated']): boolean | null {
  return choice === '' ? null : choice === 'true';
}

function idsOf(bodies: readonly PickedBody[]): string[] {
  return bodies.map(({ id }) => id);
}
