// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { month as monthInWords } from '#ui/format/day.ts';
import type { Agent, Calendar } from './days.ts';
import { DayCell } from './day-cell.tsx';
import { GridFrame } from './grid-frame.tsx';
import classes from './planning.module.css';

/** Twelve months against their days, for one agent. */
export function MonthsGrid({ caption, calendar, agent }: { caption: string; calendar: Calendar; agent: Agent }) {
  const months = Map.groupBy(
    calendar.days.map((day, index) => ({ day, index })),
    ({ day }) => day.day.slice(0, 7),
  );
  return (
    <GridFrame
      caption={caption}
      corner="Mois"
      heads={Array.from({ length: 31 }, (_, index) => (
        <th key={index} scope="col">
          {index + 1}
        </th>
      ))}
    >
      <tbody>
        {[...months].map(([month, days]) => (
          <tr key={month}>
            <th scope="row" className={classes.name}>
              {monthInWords(month).split(' ')[0]}
            </th>
            {days.map(({ day, index }) => (
              <DayCell key={day.day} agent={agent} day={day} index={index} />
            ))}
            {days.length < 31 && (
              <td colSpan={31 - days.length}>
                <VisuallyHidden>Fin du mois</VisuallyHidden>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </GridFrame>
  );
}
