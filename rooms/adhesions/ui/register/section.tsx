// SPDX-License-Identifier: EUPL-1.2
import { Fragment, type ReactNode, useId } from 'react';
import classes from './register.module.css';

/** A named part of a page, with its own action. */
export function Section({ title, action, isWide = false, children }: { title: string; action?: ReactNode; isWide?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id} data-wide={isWide || undefined}>
      <div className={classes.heading}>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Facts as a list of terms; an absent one is left out. */
export function Terms({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
