// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { month as monthInWords } from '#ui/format/day.ts';
import type { Agent, Calendar } from './days.ts';
import { DayCell } from './day-cell.tsx';
import classes from './planning.module.css';

/** Twelve months against their days, for one agent. */
export function MonthsGrid({ caption, calendar, agent }: { caption: string; calendar: Calendar; agent: Agent }) {
  const months = Map.groupBy(
    calendar.days.map((day, index) => ({ day, index })),
    ({ day }) => day.day.slice(0, 7),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.scroll} role="region" aria-label={`${caption}, tableau`} tabIndex={0}>
      <table className={classes.grid}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={classes.name}>
              Mois
            </th>
            {Array.from({ length: 31 }, (_, index) => (
              <th key={index} scope="col">
                {index + 1}
              </th>
            ))}
          </tr>
        </thead>
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
      </table>
    </div>
  );
}
