// SPDX-License-Identifier: EUPL-1.2
import { CloseButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FoundSelect, useTyped, type FoundField } from '#ui/forms/found-select.tsx';
import { listGroups, searchColleagues } from '../../contract.ts';
import classes from '../people.module.css';

/** Somebody who serves the body, by their mandate. */
export type PickedPerson = { id: string; name: string; title: string };
export type PickedGroup = { id: string; name: string };

type PersonProps = FoundField & { value: PickedPerson | null; onChange: (person: PickedPerson | null) => void; except?: readonly string[] };

/** Finds somebody who serves the body today, by name or title. */
export function PersonPicker({ value, ...field }: PersonProps) {
  const typing = useTyped(value ? shownName(value) : undefined);
  const { data } = useEndpoint(searchColleagues, { q: typing.asked, limit: 20 }, { keepPrevious: true });
  return (
    <FoundSelect<PickedPerson>
      {...field}
      typing={typing}
      found={data?.rows ?? []}
      value={value}
      nameOf={shownName}
      placeholder="Nom ou fonction"
      nothingFound="Personne de ce nom ne sert la collectivité aujourd’hui."
    />
  );
}

function shownName({ name, title }: PickedPerson): string {
  return `${name}, ${title}`;
}

type PeopleProps = FoundField & {
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

type GroupProps = FoundField & { value: PickedGroup | null; onChange: (group: PickedGroup | null) => void };

/** Finds a group of the body. */
export function GroupPicker({ value, ...field }: GroupProps) {
  const typing = useTyped(value?.name);
  const { data } = useEndpoint(listGroups, { q: typing.asked, size: 20 }, { keepPrevious: true });
  return (
    <FoundSelect<PickedGroup>
      {...field}
      typing={typing}
      found={data?.rows ?? []}
      value={value}
      nameOf={({ name }) => name}
      placeholder="Nom du groupe"
      nothingFound="Aucun groupe de ce nom."
    />
  );
}
