// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { sayHalf, type WorkingTime } from './week-templates.ts';
import classes from './agents.module.css';

const DAYS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'] as const;

/** The weeks of a cycle as small tables: a glance tells which half-days are worked. */
export function WeekDrawing({ time }: { time: WorkingTime }) {
  return (
    <>
      {time.terms.map((week, rank) => (
        <WeekTable key={`terms ${rank}`} week={week} caption={time.terms.length > 1 ? `Semaine ${rank + 1} du cycle` : 'Semaine de travail'} />
      ))}
      {time.breaks?.map((week, rank) => (
        <WeekTable key={`breaks ${rank}`} week={week} caption="Pendant les vacances scolaires" />
      ))}
    </>
  );
}

function WeekTable({ week, caption }: { week: readonly number[]; caption: string }) {
  // A week-end that is not worked, as nearly all are, is left out.
  const shown = DAYS.map((name, index) => ({ name, am: week[index * 2] ?? 0, pm: week[index * 2 + 1] ?? 0 })).filter(
    ({ am, pm }, index) => index < 5 || am + pm > 0,
  );
  return (
    <table className={classes.drawing}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>Demi-journée</VisuallyHidden>
          </th>
          {shown.map(({ name }) => (
            <th key={name} scope="col">
              <span aria-hidden>{name.slice(0, 3)}.</span>
              <VisuallyHidden>{name}</VisuallyHidden>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(['am', 'pm'] as const).map((half) => (
          <tr key={half}>
            <th scope="row">{half === 'am' ? 'Matin' : 'Après-midi'}</th>
            {shown.map((one) => (
              <td key={one.name} data-worked={one[half] > 0 || undefined}>
                {sayHalf(one[half]) || <VisuallyHidden>non travaillé</VisuallyHidden>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
