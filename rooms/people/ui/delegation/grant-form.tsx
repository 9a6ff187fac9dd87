// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Radio, Select, Stack } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { grantDelegation } from '../../contract.ts';
import classes from '../people.module.css';
import type { Choice } from './grant-page.tsx';

type Values = {
  choice: string;
  delegate: PickedBody | null;
  administered: PickedBody | null;
  covers: 'body' | 'members' | 'territory';
  permissions: string[];
  roles: string[];
  mayDelegate: boolean;
  beginsOn: string | null;
  endsOn: string | null;
};

/** To whom, over what, for what and until when. */
export function GrantForm({ choices, home }: { choices: readonly Choice[]; home: string }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const form = useActForm<typeof grantDelegation, Values>(grantDelegation, {
    initial: {
      choice: '0',
      delegate: null,
      administered: null,
      covers: choices[0]?.parent ? 'body' : 'members',
      permissions: choices[0]?.permissions.map(({ name }) => name) ?? [],
      roles: [],
      mayDelegate: false,
      beginsOn: today(),
      endsOn: null,
    },
    toInput: ({ choice, delegate, administered, covers, beginsOn, ...values }) => ({
      ...values,
      parent: choices[Number(choice)]?.parent ?? null,
      delegate: delegate?.id ?? '',
      administered: covers === 'territory' ? organisation.id : (administered?.id ?? ''),
      covers,
      beginsOn: beginsOn ?? '',
    }),
    done: (_, { delegate }) => {
      tellDone(`${delegate?.name ?? 'L’autre collectivité'} peut administrer dès le premier jour de la délégation.`);
      go(home);
    },
  });
  const choice = choices[Number(form.values.choice)];
  if (!choice) return null;
  return (
    <Form
      form={form}
      submit="Déléguer"
      others={
        <Button component={HouseLink} href={home} variant="default">
          Annuler
        </Button>
      }
    >
      {choices.length > 1 && (
        <Select
          label="En vertu de"
          data={choices.map(({ parent, bodies }, index) => ({
            value: String(index),
            label: parent ? `La délégation reçue pour ${bodies.map(({ name }) => name).join(', ')}` : 'Votre rôle d’opérateur',
          }))}
          allowDeselect={false}
          {...form.field('choice')}
        />
      )}
      <Place form={form} choice={choice} field="delegate" label="Collectivité qui administrera" />
      <Covers form={form} choice={choice} />
      {form.values.covers !== 'territory' && <Place form={form} choice={choice} field="administered" label="Collectivité administrée" />}
      <Checkbox.Group label="Ce qu’elle pourra y faire" required {...form.field('permissions')}>
        <Stack gap="xs" mt="xs">
          {choice.permissions.map(({ name, label }) => (
            <Checkbox key={name} value={name} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox.Group
        label="Rôles qu’elle pourra y donner"
        description="À d’autres qu’à soi, même s’ils ouvrent plus que ce qui est délégué."
        {...form.field('roles')}
      >
        <Stack gap="xs" mt="xs">
          {choice.roles.map(({ key, name }) => (
            <Checkbox key={key} value={key} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox label="Elle peut déléguer à son tour" {...form.field('mayDelegate')} checked={form.values.mayDelegate} />
      <div className={classes.pair}>
        <DayInput label="Premier jour" required {...form.field('beginsOn')} />
        <DayInput label="Dernier jour" description="Vide : jusqu’à révocation." {...form.field('endsOn')} />
      </div>
    </Form>
  );
}

type PlaceProps = { form: ActForm<Values>; choice: Choice; field: 'delegate' | 'administered'; label: string };

function Place({ form, choice, field, label }: PlaceProps) {
  const value = form.values[field];
  const { error } = form.field(field) as { error?: string }; // Mantine types what an input takes as any
  if (!choice.parent)
    return <BodyPicker label={label} required inTerritory value={value} onChange={(body) => form.set(field, body)} {...(error && { error })} />;
  const places = field === 'administered' ? choice.bodies.filter(({ covers }) => covers.includes(form.values.covers)) : choice.bodies;
  return (
    <Select
      label={label}
      required
      searchable
      data={places.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => form.set(field, places.find((place) => place.id === id) ?? null)}
      nothingFoundMessage="Aucune collectivité de ce nom."
      {...(error && { error })}
    />
  );
}

function Covers({ form, choice }: { form: ActForm<Values>; choice: Choice }) {
  return (
    <Radio.Group label="Portée" required {...form.field('covers')}>
      <Stack gap="xs" mt="xs">
        {!choice.parent && <Radio value="territory" label="Tout notre territoire" />}
        <Radio value="members" label="Un EPCI et ses communes membres" />
        <Radio value="body" label="Une seule collectivité" />
      </Stack>
    </Radio.Group>
  );
}
