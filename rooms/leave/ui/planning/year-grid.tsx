// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { month as monthInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { spanInWords, tintOf } from '../words.ts';
import { lastDayOf, type Agent, type Away, type Calendar } from './days.ts';
import { GridFrame } from './grid-frame.tsx';
import classes from './planning.module.css';

type Props = { caption: string; calendar: Calendar; yearHref: (agentId: string) => string };

/** Agents against months, each absence a stretch of its month; said in words to those who listen. */
export function YearGrid({ caption, calendar, yearHref }: Props) {
  const year = calendar.from.slice(0, 4);
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  return (
    <GridFrame
      caption={caption}
      corner="Agent"
      heads={months.map((month) => (
        <th key={month} scope="col">
          {monthInWords(month).split(' ')[0]}
        </th>
      ))}
    >
      <tbody>
        {calendar.agents.map((agent) => (
          <tr key={agent.id}>
            <th scope="row" className={classes.name}>
              <HouseLink href={yearHref(agent.id)}>{agent.name}</HouseLink>
            </th>
            {months.map((month) => (
              <MonthCell key={month} agent={agent} month={month} />
            ))}
          </tr>
        ))}
      </tbody>
    </GridFrame>
  );
}

function MonthCell({ agent, month }: { agent: Agent; month: string }) {
  const [first, last] = [`${month}-01`, lastDayOf(month)];
  const length = Number(last.slice(8));
  const here = agent.away.filter(({ fromOn, untilOn }) => fromOn <= last && untilOn >= first);
  return (
    <td className={classes.month}>
      <div className={classes.strip}>
        {here.map((away) => (
          <span
            key={`${away.fromOn} ${away.fromHalf}`}
            title={wordsOf(away)}
            data-private={away.isPrivate || undefined}
            data-waiting={away.status !== 'approved' || undefined}
            style={{ ...tintOf(away.kind?.colour ?? 'gray'), ...placeOf(away, first, last, length) }}
          >
            <VisuallyHidden>{wordsOf(away)}. </VisuallyHidden>
          </span>
        ))}
      </div>
    </td>
  );
}

function placeOf({ fromOn, fromHalf, untilOn, untilHalf }: Away, first: string, last: string, length: number) {
  const start = fromOn < first ? 0 : Number(fromOn.slice(8)) - 1 + (fromHalf === 'pm' ? 0.5 : 0);
  const end = untilOn > last ? length : Number(untilOn.slice(8)) - (untilHalf === 'am' ? 0.5 : 0);
  return { insetInlineStart: `${(start / length) * 100}%`, width: `${((end - start) / length) * 100}%` };
}

function wordsOf(away: Away): string {
  return `${away.kind?.label ?? 'Absence'} ${spanInWords(away)}${away.status === 'approved' ? '' : ', en attente'}`;
}
