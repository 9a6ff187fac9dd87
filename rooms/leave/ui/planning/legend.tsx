// SPDX-License-Identifier: EUPL-1.2
import { dayRange } from '#ui/format/day.ts';
import { tintOf } from '../words.ts';
import { closedFor, type Calendar } from './days.ts';
import classes from './planning.module.css';

type Props = {
  calendar: Calendar;
  /** Whether it shows single days: closed ones, holidays of schools, half-days that are not worked. */ hasDays?: boolean;
};

/** What the colours, letters and marks of a planning mean: only those that it shows. */
export function Legend({ calendar, hasDays = true }: Props) {
  const kinds = new Map(
    calendar.agents.flatMap(({ away }) => away.map(({ kind, isPrivate }) => [kind?.label ?? 'Absence', { kind, isPrivate }] as const)),
  );
  const hasPrivate = [...kinds.values()].some(({ kind, isPrivate }) => kind !== null && isPrivate);
  const hasWaiting = calendar.agents.some(({ away }) => away.some(({ status }) => status !== 'approved'));
  const closed = calendar.days.filter((day) => hasDays && closedFor(day) !== null);
  return (
    <section aria-label="Légende">
      <ul className={classes.legend}>
        {[...kinds].map(([label, { kind, isPrivate }]) => (
          <li key={label} className={kind !== null && isPrivate ? classes.onScreen : undefined}>
            <span className={`${classes.sample} ${classes.away}`} style={tintOf(kind?.colour ?? 'gray')} aria-hidden>
              {kind?.short ?? 'ABS'}
            </span>
            {label}
          </li>
        ))}
        {hasPrivate && !kinds.has('Absence') && (
          <li className={classes.onPaper}>
            <span className={`${classes.sample} ${classes.away}`} style={tintOf('gray')} aria-hidden>
              ABS
            </span>
            Absence
          </li>
        )}
        {hasWaiting && (
          <li>
            <span className={`${classes.sample} ${classes.away}`} data-waiting aria-hidden />
            En attente de réponse
          </li>
        )}
        {hasDays && (
          <li>
            <span className={`${classes.sample} ${classes.idle}`} aria-hidden />
            Non travaillé
          </li>
        )}
        {(hasDays ? breaksOf(calendar) : []).map(({ name, from, until }) => (
          <li key={`${name} ${from}`}>
            <span className={`${classes.sample} ${classes.break}`} aria-hidden />
            Vacances scolaires ({name}), {dayRange(from, until)}
          </li>
        ))}
        {closed.length > 0 && (
          <li>
            <span className={`${classes.sample} ${classes.off}`} aria-hidden />
            {closed.map((day) => `${closedFor(day)} ${dayRange(day.day, day.day)}`).join(', ')}
          </li>
        )}
      </ul>
    </section>
  );
}

function breaksOf({ days }: Calendar): { name: string; from: string; until: string }[] {
  const found: { name: string; from: string; until: string }[] = [];
  for (const { day, schoolBreak } of days) {
    if (schoolBreak === null) continue;
    const last = found.at(-1);
    if (last?.name === schoolBreak) last.until = day;
    else found.push({ name: schoolBreak, from: day, until: day });
  }
  return found;
}
