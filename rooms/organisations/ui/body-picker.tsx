// SPDX-License-Identifier: EUPL-1.2
import { CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FoundSelect, useTyped, type FoundField } from '#ui/forms/found-select.tsx';
import { kindLabels, searchOwnBodies, type BodyKind } from '../contract.ts';
import classes from './body-picker.module.css';

export type PickedBody = { id: string; name: string };

type Props = FoundField & {
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
export function BodyPicker({ value, onChange, kinds, inTerritory = false, ...field }: Props) {
  const typing = useTyped(value?.name);
  const { asked } = typing;
  const { data } = useEndpoint(
    searchOwnBodies,
    { q: asked, limit: 12, territory: inTerritory ? 'true' : 'false', ...(kinds && { kind: kinds.join(',') }) },
    { enabled: asked !== '', keepPrevious: true },
  );
  const known: readonly Found[] = asked === '' ? [] : (data?.rows ?? []);
  return (
    <FoundSelect<Found>
      {...field}
      typing={typing}
      found={known}
      value={value}
      onChange={(body) => onChange(body && { id: body.id, name: body.name })}
      nameOf={({ name }) => name}
      underOf={({ kind, department, formerName }) =>
        [kind && kindLabels[kind], department, formerName && `anciennement ${formerName}`].filter(Boolean).join(', ')
      }
      placeholder="Nom, SIREN ou code INSEE"
      nothingFound={asked === '' ? 'Saisissez quelques lettres.' : 'Aucune collectivité trouvée.'}
    />
  );
}

/** A body that was chosen before is known by its name alone. */
type Found = PickedBody & { kind?: BodyKind; department?: string | null; formerName?: string | null };

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
