// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import type { readCheck } from '../../contract.ts';
import classes from '../monitoring.module.css';

type Day = OutputOf<typeof readCheck>['days'][number];

const HEIGHT = 40;
/** A minute of failure in a day must be seen. */
const LEAST = 8;

/** A bar a day, red from below for the share that failed. `label` says the same in words. */
export function DayBars({ days, label }: { days: readonly Day[]; label: string }) {
  return (
    <svg className={classes.days} viewBox={`0 0 ${10 * days.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {days.map((one, index) => (
        <Bar key={one.on} one={one} x={10 * index + 1} />
      ))}
    </svg>
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

/** « 99,95 % », rounded down: a failure never disappears in the rounding. */
export function share(looks: number, failed: number): string {
  if (looks === 0) return '–';
  return `${(Math.floor((10_000 * (looks - failed)) / looks) / 100).toLocaleString('fr-FR')} %`;
}
