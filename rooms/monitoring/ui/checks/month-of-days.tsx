// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import type { readCheck } from '../../contract.ts';
import classes from '../monitoring.module.css';

type Days = OutputOf<typeof readCheck>['days'];

/** A month at a glance, a bar a day, and the same in words and in a table. */
export function MonthOfDays({ days }: { days: Days }) {
  const looks = days.reduce((sum, one) => sum + one.looks, 0);
  const failed = days.reduce((sum, one) => sum + one.failed, 0);
  const bad = days.filter((one) => one.failed > 0);
  const says =
    looks === 0
      ? 'Aucun passage n’est encore résumé.'
      : failed === 0
        ? `Aucune panne sur ${looks.toLocaleString('fr-FR')} passages.`
        : `${percent(looks - failed, looks)} de réponses ; une panne ou plus ${bad.length === 1 ? `le ${day(bad[0]?.on ?? '')}` : `${bad.length} jours`}.`;
  return (
    <>
      <p>{says}</p>
      <svg className={classes.days} viewBox="0 0 300 40" preserveAspectRatio="none" role="img" aria-label={`Trente jours. ${says}`}>
        {days.map((one, index) => (
          <rect
            key={one.on}
            x={index * 10 + 1}
            y="0"
            width="8"
            height="40"
            rx="2"
            data-state={one.looks === 0 ? 'none' : one.failed > 0 ? 'bad' : 'good'}
          />
        ))}
      </svg>
      {bad.length > 0 && (
        <details>
          <summary>Jours avec une panne</summary>
          <ul>
            {bad.map((one) => (
              <li key={one.on}>
                {day(one.on)} : {one.failed} échec{one.failed > 1 ? 's' : ''} sur {one.looks} passages
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function percent(part: number, whole: number): string {
  return `${(Math.floor((10_000 * part) / whole) / 100).toLocaleString('fr-FR')} %`;
}
