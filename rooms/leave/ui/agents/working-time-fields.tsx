// SPDX-License-Identifier: EUPL-1.2
import { Button, Fieldset, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { minutesOf, readHalf, sayHalf, templates, type Week, type WorkingTime } from './week-templates.ts';
import classes from './agents.module.css';

type Props = { value: WorkingTime; change: (time: WorkingTime) => void; error?: string | undefined };

const DAYS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'] as const;

/** When somebody works: a usual week to begin from, then each half-day; other weeks during school breaks for who follows the school. */
export function WorkingTimeFields({ value, change, error }: Props) {
  return (
    <Stack gap="md">
      <NativeSelect
        label="Partir d’une semaine usuelle"
        description="Puis corrigez chaque demi-journée, au besoin."
        value=""
        onChange={(event) => {
          const chosen = templates[Number(event.currentTarget.value)];
          if (chosen) change(chosen.time);
        }}
        data={[{ value: '', label: 'Choisir…' }, ...templates.map(({ label }, rank) => ({ value: String(rank), label }))]}
      />
      {error && (
        <Text c="var(--danger-text)" role="alert">
          {error}
        </Text>
      )}
      <Weeks legend="Semaine de travail" weeks={value.terms} change={(terms) => change({ ...value, terms })} />
      {value.breaks ? (
        <>
          <Weeks legend="Pendant les vacances scolaires" weeks={value.breaks} change={(breaks) => change({ ...value, breaks })} />
          <div>
            <Button variant="default" size="sm" onClick={() => change({ ...value, breaks: null })}>
              Mêmes horaires aux vacances
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button variant="default" size="sm" onClick={() => change({ ...value, breaks: value.terms.map((week) => week.map(() => 0)) })}>
            Autres horaires aux vacances scolaires
          </Button>
        </div>
      )}
      <div className={classes.pair}>
        <NumberInput
          label="Quotité de temps partiel"
          description="100 % si l’agent n’est pas à temps partiel."
          suffix=" %"
          min={1}
          max={100}
          allowDecimal={false}
          value={value.percent}
          onChange={(percent) => change({ ...value, percent: Number(percent) })}
        />
        <NumberInput
          label="Durée d’un temps plein, par semaine"
          description="Au-delà de 35 h, elle ouvre des RTT."
          suffix=" h"
          min={1}
          max={48}
          decimalScale={2}
          decimalSeparator=","
          value={value.fullTimeMinutes / 60}
          onChange={(hours) => change({ ...value, fullTimeMinutes: Math.round(Number(hours) * 60) })}
        />
      </div>
    </Stack>
  );
}

function Weeks({ legend, weeks, change }: { legend: string; weeks: readonly Week[]; change: (weeks: readonly Week[]) => void }) {
  return (
    <Stack gap="sm">
      {weeks.map((week, rank) => (
        <WeekFields
          key={rank}
          legend={weeks.length > 1 ? `${legend}, semaine ${rank + 1}` : legend}
          week={week}
          change={(changed) => change(weeks.map((one, index) => (index === rank ? changed : one)))}
        />
      ))}
      <Group gap="xs">
        {weeks.length < 8 && (
          <Button variant="default" size="sm" onClick={() => change([...weeks, ...weeks.slice(-1)])}>
            Ajouter une semaine au cycle
          </Button>
        )}
        {weeks.length > 1 && (
          <Button variant="default" size="sm" onClick={() => change(weeks.slice(0, -1))}>
            Retirer la dernière
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function WeekFields({ legend, week, change }: { legend: string; week: Week; change: (week: Week) => void }) {
  const total = minutesOf(week);
  return (
    <Fieldset legend={<strong>{`${legend} : ${sayHalf(total) || '0 h'}`}</strong>} variant="unstyled">
      <div className={classes.week}>
        <div className={classes.day} aria-hidden>
          <span />
          <small>Matin</small>
          <small>Après-midi</small>
        </div>
        {DAYS.map((day, index) => (
          <div key={day} className={classes.day}>
            <span aria-hidden>{day}</span>
            {(['matin', 'après-midi'] as const).map((half, rank) => (
              <HalfDay
                key={half}
                label={`${legend}, ${day} ${half}`}
                minutes={week[index * 2 + rank] ?? 0}
                change={(minutes) => change(week.map((one, place) => (place === index * 2 + rank ? minutes : one)))}
              />
            ))}
          </div>
        ))}
      </div>
    </Fieldset>
  );
}

/** A half-day, typed « 3 h 30 », « 3:30 » or « 3,5 ». */
function HalfDay({ label, minutes, change }: { label: string; minutes: number; change: (minutes: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && readHalf(typed) === null;
  return (
    <TextInput
      aria-label={label}
      size="sm"
      placeholder="—"
      value={typed ?? sayHalf(minutes)}
      error={isWrong && 'Écrivez 3 h 30'}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const read = readHalf(event.currentTarget.value);
        if (read !== null) change(read);
      }}
      onBlur={() => {
        if (!isWrong) setTyped(null);
      }}
    />
  );
}
