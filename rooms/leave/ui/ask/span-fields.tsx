// SPDX-License-Identifier: EUPL-1.2
import { Chip, Fieldset, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { DayInput } from '#ui/forms/day-input.tsx';
import type { Length, TypedSpan } from './typed-span.ts';
import classes from '../leave.module.css';

type Props = {
  value: TypedSpan;
  change: (part: Partial<TypedSpan>) => void;
  takesHours: boolean;
  /** What stands in the way, beside the field that it names. */
  errorAt: (field: 'fromOn' | 'untilOn' | 'fromTime' | 'untilTime') => ReactNode;
};

const lengthWords: Readonly<Record<Length, string>> = {
  day: 'Une journée',
  am: 'Un matin',
  pm: 'Un après-midi',
  days: 'Plusieurs jours',
  hours: 'Quelques heures',
};

/** The days of an absence: how long first, then only the fields that it needs. */
export function SpanFields({ value, change, takesHours, errorAt }: Props) {
  const offered = (Object.keys(lengthWords) as Length[]).filter((length) => takesHours || length !== 'hours'); // the keys of the record above
  return (
    <Stack gap="md">
      <Fieldset legend={<strong>Pour combien de temps ?</strong>} variant="unstyled">
        <Chip.Group value={value.length} onChange={(length) => change({ length: length as Length })}>
          <Group gap="xs" mt="xs">
            {offered.map((length) => (
              <Chip key={length} value={length}>
                {lengthWords[length]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Fieldset>
      {value.length === 'days' ? (
        <div className={classes.pair}>
          <End
            label="Premier jour"
            legend="Départ"
            day={value.fromOn}
            setDay={(fromOn) => change({ fromOn, ...(fromOn && value.untilOn && value.untilOn < fromOn && { untilOn: fromOn }) })}
            half={value.fromHalf}
            setHalf={(fromHalf) => change({ fromHalf })}
            halves={['Dès le matin', 'L’après-midi']}
            error={errorAt('fromOn')}
          />
          <End
            label="Dernier jour"
            legend="Retour"
            day={value.untilOn}
            setDay={(untilOn) => change({ untilOn })}
            half={value.untilHalf}
            setHalf={(untilHalf) => change({ untilHalf })}
            halves={['Jusqu’à midi', 'Toute la journée']}
            error={errorAt('untilOn')}
          />
        </div>
      ) : (
        <DayInput
          label="Quel jour ?"
          required
          value={value.fromOn}
          onChange={(fromOn) => change({ fromOn })}
          error={errorAt('fromOn') ?? errorAt('untilOn')}
        />
      )}
      {value.length === 'hours' && (
        <div className={classes.pair}>
          <TextInput
            type="time"
            label="De"
            required
            value={value.fromTime}
            onChange={(event) => change({ fromTime: event.currentTarget.value })}
            error={errorAt('fromTime')}
          />
          <TextInput
            type="time"
            label="À"
            required
            value={value.untilTime}
            onChange={(event) => change({ untilTime: event.currentTarget.value })}
            error={errorAt('untilTime')}
          />
        </div>
      )}
    </Stack>
  );
}

type EndProps = {
  label: string;
  legend: string;
  day: string | null;
  setDay: (day: string | null) => void;
  half: 'am' | 'pm';
  setHalf: (half: 'am' | 'pm') => void;
  halves: readonly [string, string];
  error: ReactNode;
};

function End({ label, legend, day, setDay, half, setHalf, halves: [am, pm], error }: EndProps) {
  return (
    <Stack gap="xs">
      <DayInput label={label} required value={day} onChange={setDay} error={error} />
      <SegmentedControl
        aria-label={legend}
        fullWidth
        value={half}
        onChange={(chosen) => setHalf(chosen as 'am' | 'pm')} // the two values below
        data={[
          { value: 'am', label: am },
          { value: 'pm', label: pm },
        ]}
      />
    </Stack>
  );
}
