// SPDX-License-Identifier: EUPL-1.2
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import classes from './found-select.module.css';

export type FoundField = { label: string; description?: ReactNode; error?: ReactNode; required?: boolean };

/** What is typed in a field that the server searches: `asked` is what to ask it for, empty while the field shows what was chosen. */
export function useTyped(chosen: string | undefined) {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed === chosen ? '' : typed.trim(), 200);
  return { typed, setTyped, asked };
}

type Props<One extends { id: string }> = FoundField & {
  typing: ReturnType<typeof useTyped>;
  /** What the server found. */
  found: readonly One[];
  nameOf: (one: One) => string;
  /** Under the name of each: what tells it from others. */
  underOf?: (one: One) => string;
  value: One | null;
  onChange: (one: One | null) => void;
  /** Left out of the choice. */
  except?: readonly string[];
  placeholder: string;
  nothingFound: string;
};

/** One of a list too long to be shown, that the server searches. */
export function FoundSelect<One extends { id: string }>(props: Props<One>) {
  const { label, description, error, required = false, typing, nameOf, underOf, value, onChange, except = [], placeholder, nothingFound } = props;
  const found = props.found.filter(({ id }) => !except.includes(id));
  const choices = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={label}
      {...(description !== undefined && { description })}
      {...(error !== undefined && { error })}
      required={required}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
      placeholder={placeholder}
      // The server has searched already, and forgives more than a filter here would.
      filter={({ options }) => options}
      data={choices.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(choices.find((one) => one.id === id) ?? null)}
      searchValue={typing.typed}
      onSearchChange={typing.setTyped}
      nothingFoundMessage={nothingFound}
      {...(underOf && {
        renderOption: ({ option }) => {
          const one = found.find(({ id }) => id === option.value);
          return (
            <span className={classes.option}>
              <span>{option.label}</span>
              {one && <small>{underOf(one)}</small>}
            </span>
          );
        },
      })}
    />
  );
}
