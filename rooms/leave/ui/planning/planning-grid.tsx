// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { dayWithWeekday, today } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { DayCell } from './day-cell.tsx';
import { closedFor, isOff, presentOn, weekdayOf, works, type Agent, type Day } from './days.ts';
import { GridFrame } from './grid-frame.tsx';
import classes from './planning.module.css';

type Props = {
  caption: string;
  days: readonly Day[];
  agents: readonly Agent[];
  /** The fewest who must be there: adds a line that counts who is. */
  minimum?: number | undefined;
  /** Leads from a name to their year. */
  nameHref?: ((agent: Agent) => string) | undefined;
};

const INITIALS = ['L', 'M', 'M', 'J', 'V', 'S', 'D'] as const;

/** Agents against days, half-day by half-day: letters on a colour, and the same in words for those who listen. */
export function PlanningGrid({ caption, days, agents, minimum, nameHref }: Props) {
  return (
    <GridFrame
      caption={caption}
      corner="Agent"
      heads={days.map((day) => (
        <th
          key={day.day}
          scope="col"
          data-off={isOff(day) || undefined}
          data-break={day.schoolBreak !== null || undefined}
          data-today={day.day === today() || undefined}
        >
          <VisuallyHidden>{titleOf(day)}</VisuallyHidden>
          <span aria-hidden title={titleOf(day)}>
            <small>{INITIALS[weekdayOf(day.day) - 1]}</small>
            {Number(day.day.slice(8))}
          </span>
        </th>
      ))}
    >
      <tbody>
        {agents.map((agent) => (
          <tr key={agent.id}>
            <th scope="row" className={classes.name}>
              {nameHref ? <HouseLink href={nameHref(agent)}>{agent.name}</HouseLink> : agent.name}
            </th>
            {days.map((day, index) => (
              <DayCell key={day.day} agent={agent} day={day} index={index} />
            ))}
          </tr>
        ))}
      </tbody>
      {minimum !== undefined && <Presence days={days} agents={agents} minimum={minimum} />}
    </GridFrame>
  );
}

function Presence({ days, agents, minimum }: { days: readonly Day[]; agents: readonly Agent[]; minimum: number }) {
  return (
    <tfoot>
      <tr>
        <th scope="row" className={classes.name}>
          Présents{minimum > 0 && ` (minimum ${minimum})`}
        </th>
        {days.map((day, index) => {
          const [am, pm] = [presentOn(agents, day.day, index, 'am'), presentOn(agents, day.day, index, 'pm')];
          const isOpen = agents.some((agent) => works(agent, index, 'am') || works(agent, index, 'pm'));
          if (!isOpen)
            return (
              <td key={day.day} data-off>
                <VisuallyHidden>Personne ne travaille</VisuallyHidden>
              </td>
            );
          const fewest = Math.min(...[am, pm].filter((_, rank) => agents.some((agent) => works(agent, index, rank === 0 ? 'am' : 'pm'))));
          return (
            <td key={day.day} data-low={fewest < minimum || undefined}>
              {fewest}
              {fewest < minimum && <VisuallyHidden> : sous le minimum</VisuallyHidden>}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}

function titleOf(day: Day): string {
  return [dayWithWeekday(day.day), day.day === today() && 'aujourd’hui', closedFor(day), day.schoolBreak].filter(Boolean).join(', ');
}
