// SPDX-License-Identifier: EUPL-1.2
import { Button, Slider } from '@mantine/core';
import { useState } from 'react';
import { day, dayInWords } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { useAddress } from '#ui/shell/place.ts';
import type { TerritoryPage } from '../../contract.ts';
import classes from '../register/register.module.css';

/** Chooses the day: typed, or slid from one change of the roster to the next. */
export function DayChoice({ territory: { on, today, days } }: { territory: TerritoryPage }) {
  const { setQuery } = useAddress();
  const stops = [...new Map([...days, { on: today, says: 'Aujourd’hui' }].map((one) => [one.on, one])).values()].toSorted((one, other) =>
    one.on.localeCompare(other.on),
  );
  const here = stops.findLastIndex((stop) => stop.on <= on);
  const [moved, setMoved] = useState<number | null>(null);
  const at = moved ?? Math.max(here, 0);
  const choose = (chosen: string): void => setQuery({ on: chosen === today ? undefined : chosen });
  return (
    <div className={classes.days}>
      <DayInput label="État à la date du" value={on} onChange={(chosen) => chosen && choose(chosen)} clearable={false} />
      {stops.length > 1 && (
        <div className={classes.slider}>
          <Slider
            min={0}
            max={stops.length - 1}
            step={1}
            value={at}
            onChange={setMoved}
            onChangeEnd={(value) => {
              setMoved(null);
              const stop = stops[value];
              if (stop) choose(stop.on);
            }}
            label={(value) => stopWords(stops[value])}
            thumbLabel="Jour où la composition change"
            thumbProps={{ 'aria-valuetext': stopWords(stops[at]) }}
          />
        </div>
      )}
      {on !== today && (
        <Button variant="default" onClick={() => choose(today)}>
          Revenir à aujourd’hui
        </Button>
      )}
      <p className={classes.quiet} role="status">
        {on === today ? 'Situation d’aujourd’hui.' : `Situation au ${dayInWords(on)}.`}
      </p>
    </div>
  );
}

function stopWords(stop: { on: string; says: string } | undefined): string {
  return stop ? `${day(stop.on)} : ${stop.says}` : '';
}
