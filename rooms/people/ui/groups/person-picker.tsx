// SPDX-License-Identifier: EUPL-1.2
import { CloseButton, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { listGroups, searchColleagues } from '../../contract.ts';
import classes from '../people.module.css';

/** Somebody who serves the body, by their mandate. */
export type PickedPerson = { id: string; name: string; title: string };
export type PickedGroup = { id: string; name: string };

type Field = { label: string; description?: ReactNode; error?: ReactNode; required?: boolean };
type PersonProps = Field & { value: PickedPerson | null; onChange: (person: PickedPerson | null) => void; except?: readonly string[] };

/** Finds somebody who serves the body today, by name or title. */
export function PersonPicker({ value, onChange, except = [], ...field }: PersonProps) {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 200);
  const { data } = useEndpoint(searchColleagues, { q: asked, limit: 20 }, { keepPrevious: true });
  const found = (data?.rows ?? []).filter(({ id }) => !except.includes(id));
  const choices = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      {...shownOf(field)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
      placeholder="Nom ou fonction"
      // The server has searched already, accents forgiven.
      filter={({ options }) => options}
      data={choices.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(choices.find((one) => one.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage="Personne de ce nom ne sert la collectivité aujourd’hui."
    />
  );
}

type PeopleProps = Field & {
  value: readonly PickedPerson[];
  onChange: (people: readonly PickedPerson[]) => void;
  /** What stands beside each: what they may do. */
  beside?: (person: PickedPerson) => ReactNode;
};

/** Several persons, chosen one after the other. */
export function PeoplePicker({ value, onChange, beside, ...field }: PeopleProps) {
  const [round, setRound] = useState(0);
  const add = (person: PickedPerson | null): void => {
    if (!person) return;
    onChange([...value, person]);
    // A new field: the words that found the last one go.
    setRound(round + 1);
  };
  return (
    <div>
      {value.length > 0 && (
        <ul className={classes.holders} aria-label={`${field.label} : choisis`}>
          {value.map((person) => (
            <li key={person.id}>
              <span>
                <strong>{person.name}</strong>, {person.title}
              </span>
              {beside?.(person)}
              <CloseButton aria-label={`Retirer ${person.name}`} onClick={() => onChange(value.filter(({ id }) => id !== person.id))} />
            </li>
          ))}
        </ul>
      )}
      <PersonPicker key={round} {...field} value={null} onChange={add} except={value.map(({ id }) => id)} />
    </div>
  );
}

/** Finds a group of the body. */
export function GroupPicker({ value, onChange, ...field }: Field & { value: PickedGroup | null; onChange: (group: PickedGroup | null) => void }) {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 200);
  const { data } = useEndpoint(listGroups, { q: asked, size: 20 }, { keepPrevious: true });
  const found = data?.rows ?? [];
  const choices = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      {...shownOf(field)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
      placeholder="Nom du groupe"
      filter={({ options }) => options}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(choices.find((one) => one.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage="Aucun groupe de ce nom."
    />
  );
}

function shownOf({ label, description, error, required = false }: Field) {
  return { label, required, ...(description !== undefined && { description }), ...(error !== undefined && { error }) };
}
