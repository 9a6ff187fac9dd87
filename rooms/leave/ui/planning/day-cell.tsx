// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { tintOf } from '../words.ts';
import { awayOn, isOff, works, type Agent, type Away, type Day } from './days.ts';
import classes from './planning.module.css';

/** One agent on one day: its two halves apart where they differ. */
export function DayCell({ agent, day, index }: { agent: Agent; day: Day; index: number }) {
  const [am, pm] = [awayOn(agent.away, day.day, 'am'), awayOn(agent.away, day.day, 'pm')];
  const isWhole = am === pm && works(agent, index, 'am') === works(agent, index, 'pm');
  return (
    <td data-off={isOff(day) || undefined} data-break={day.schoolBreak !== null || undefined}>
      <div className={classes.day}>
        {isWhole ? (
          <Part away={am} isWorked={works(agent, index, 'am')} says="" />
        ) : (
          <>
            <Part away={am} isWorked={works(agent, index, 'am')} says=" le matin" />
            <Part away={pm} isWorked={works(agent, index, 'pm')} says=" l’après-midi" />
          </>
        )}
      </div>
    </td>
  );
}

function Part({ away, isWorked, says }: { away: Away | undefined; isWorked: boolean; says: string }) {
  const { organisation } = usePlace();
  // Leave is not taken on a day that is not worked: an absence that runs over it leaves it as it is.
  if (!away || !isWorked) return <span className={isWorked ? classes.worked : classes.idle} />;
  const isWaiting = away.status !== 'approved';
  const words = `${away.kind?.label ?? 'Absent'}${away.hours ? ` (${away.hours})` : says}${isWaiting ? ', en attente' : ''}`;
  const mark = (
    <>
      <span aria-hidden className={away.isPrivate ? classes.onScreen : undefined}>
        {away.kind?.short ?? 'ABS'}
      </span>
      {away.isPrivate && (
        <span aria-hidden className={classes.onPaper}>
          ABS
        </span>
      )}
      <VisuallyHidden>{words}</VisuallyHidden>
    </>
  );
  const shape = {
    className: classes.away,
    style: tintOf(away.kind?.colour ?? 'gray'),
    'data-waiting': isWaiting || undefined,
    'data-private': away.isPrivate || undefined,
    title: words,
  };
  if (!away.requestId) return <span {...shape}>{mark}</span>;
  return (
    <HouseLink {...shape} href={`/o/${organisation.slug}/conges/demandes/${away.requestId}`}>
      {mark}
    </HouseLink>
  );
}
