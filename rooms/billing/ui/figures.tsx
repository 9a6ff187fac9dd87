// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import classes from './figures.module.css';

export type Figure = { label: string; value: string; says?: ReactNode; tone?: 'danger' | 'success' | undefined };

/** A few figures side by side, the most telling first. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, says, tone }) => (
        <div key={label} className={classes.figure} data-tone={tone}>
          <dt>{label}</dt>
          <dd>
            <span className={classes.value}>{value}</span>
            {says && <span className={classes.says}>{says}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
