// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import type { readCheck } from '../../contract.ts';
import classes from '../monitoring.module.css';

type Check = OutputOf<typeof readCheck>;
type Day = Check['days'][number];

const HEIGHT = 40;
/** A minute of failure in a day must be seen. */
const LEAST = 8;

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
      <svg
        className={classes.days}
        viewBox={`0 0 ${10 * days.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Quatre-vingt-dix jours. ${says}`}
      >
        {days.map((one, index) => (
          <Bar key={one.on} one={one} x={10 * index + 1} />
        ))}
      </svg>
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

function Bar({ one: { on, looks, failed, warned }, x }: { one: Day; x: number }) {
  const bad = failed === 0 ? 0 : Math.max(LEAST, Math.round((HEIGHT * failed) / looks));
  return (
    <g>
      <title>{`${day(on)} : ${looks === 0 ? 'aucun passage' : share(looks, failed)}`}</title>
      <rect x={x} y="0" width="8" height={HEIGHT} data-state={looks === 0 ? 'none' : warned > 0 ? 'watch' : 'good'} />
      {bad > 0 && <rect x={x} y={HEIGHT - bad} width="8" height={bad} data-state="bad" />}
    </g>
  );
}

function wordsOf(days: readonly Day[], bad: readonly Day[]): string {
  const looks = days.reduce((sum, one) => sum + one.looks, 0);
  if (looks === 0) return 'Aucun passage encore.';
  if (bad.length === 0) return `Aucune panne sur ${looks.toLocaleString('fr-FR')} passages.`;
  return bad.length === 1 ? `Une panne, le ${day(bad[0]?.on ?? '')}.` : `Une panne ou plus ${bad.length} jours sur ${days.length}.`;
}

/** « 99,95 % », rounded down: a failure never disappears in the rounding. */
function share(looks: number, failed: number): string {
  if (looks === 0) return '–';
  return `${(Math.floor((10_000 * (looks - failed)) / looks) / 100).toLocaleString('fr-FR')} %`;
}
