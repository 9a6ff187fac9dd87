// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import type { readCheck } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { DayBars, share } from './day-bars.tsx';

type Check = OutputOf<typeof readCheck>;
type Day = Check['days'][number];

/** Three months at a glance, a bar a day, and the same in words and in a table; how much of several periods it answered. */
export function UptimeBars({ check: { days, availability } }: { check: Check }) {
  const bad = days.filter(({ failed }) => failed > 0).toReversed();
  const says = wordsOf(days, bad);
  return (
    <>
      <dl className={classes.periods}>
        {availability.map(({ label, looks, failed }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{share(looks, failed)}</dd>
          </div>
        ))}
      </dl>
      <DayBars days={days} label={`Quatre-vingt-dix jours. ${says}`} />
      <p className={classes.ends} aria-hidden>
        <span>il y a 90 jours</span>
        <span>aujourd’hui</span>
      </p>
      <p className={classes.quiet}>{says}</p>
      {bad.length > 0 && (
        <details>
          <summary>Jours avec une panne</summary>
          <ul>
            {bad.map(({ on, failed, looks }) => (
              <li key={on}>
                {day(on)} : {failed} échec{failed > 1 ? 's' : ''} sur {looks} passages
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function wordsOf(days: readonly Day[], bad: readonly Day[]): string {
  const looks = days.reduce((sum, one) => sum + one.looks, 0);
  if (looks === 0) return 'Aucun passage encore.';
  if (bad.length === 0) return `Aucune panne sur ${looks.toLocaleString('fr-FR')} passages.`;
  return bad.length === 1 ? `Une panne, le ${day(bad[0]?.on ?? '')}.` : `Une panne ou plus ${bad.length} jours sur ${days.length}.`;
}
