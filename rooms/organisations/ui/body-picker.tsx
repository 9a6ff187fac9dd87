// SPDX-License-Identifier: EUPL-1.2
import { CloseButton, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { kindLabels, searchOwnBodies, type BodyKind } from '../contract.ts';
import classes from './body-picker.module.css';

export type PickedBody = { id: string; name: string };

type Props = {
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  value: PickedBody | null;
  onChange: (body: PickedBody | null) => void;
  /** Only these kinds. */
  kinds?: readonly BodyKind[];
  /** Only in the operator's territory. */
  inTerritory?: boolean;
  /** Left out of the choice. */
  except?: readonly string[];
};

/** Finds a body by name, SIREN or INSEE code: declared ones and those of the territory first, then all of France. */
export function BodyPicker({ label, description, error, required = false, value, onChange, kinds, inTerritory = false, except = [] }: Props) {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const isAsking = asked !== '' && asked !== value?.name;
  const { data } = useEndpoint(
    searchOwnBodies,
    { q: asked, limit: 12, territory: inTerritory ? 'true' : 'false', ...(kinds && { kind: kinds.join(',') }) },
    { enabled: isAsking, keepPrevious: true },
  );
  const found = (isAsking ? (data?.rows ?? []) : []).filter(({ id }) => !except.includes(id));
  const labels = new Map(found.map((body) => [body.id, body.name]));
  return (
    <Select
      label={label}
      {...(description !== undefined && { description })}
      {...(error !== undefined && { error })}
      required={required}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
      placeholder="Nom, SIREN ou code INSEE"
      // The server has searched already, and forgives more than a filter here would.
      filter={({ options }) => options}
      data={[
        ...(value && !labels.has(value.id) ? [{ value: value.id, label: value.name }] : []),
        ...found.map((body) => ({ value: body.id, label: body.name })),
      ]}
      value={value?.id ?? null}
      onChange={(id) => onChange(id === null ? null : { id, name: labels.get(id) ?? value?.name ?? '' })}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={asked === '' ? 'Saisissez quelques lettres.' : 'Aucune collectivité trouvée.'}
      renderOption={({ option }) => {
        const body = found.find(({ id }) => id === option.value);
        return (
          <span className={classes.option}>
            <span>{option.label}</span>
            {body && (
              <small>
                {[kindLabels[body.kind], body.department, body.formerName && `anciennement ${body.formerName}`].filter(Boolean).join(', ')}
              </small>
            )}
          </span>
        );
      }}
    />
  );
}

type ManyProps = Omit<Props, 'value' | 'onChange' | 'except'> & { value: readonly PickedBody[]; onChange: (bodies: readonly PickedBody[]) => void };

/** Several bodies, chosen one after the other. */
export function BodiesPicker({ value, onChange, ...rest }: ManyProps) {
  const [round, setRound] = useState(0);
  return (
    <div>
      <BodyPicker
        key={round}
        {...rest}
        value={null}
        except={value.map(({ id }) => id)}
        onChange={(body) => {
          if (!body) return;
          onChange([...value, body]);
          // A new field: the words that found the last one go.
          setRound(round + 1);
        }}
      />
      {value.length > 0 && (
        <ul className={classes.chosen} aria-label="Collectivités choisies">
          {value.map((body) => (
            <li key={body.id}>
              {body.name}
              <CloseButton size="sm" aria-label={`Retirer ${body.name}`} onClick={() => onChange(value.filter(({ id }) => id !== body.id))} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
