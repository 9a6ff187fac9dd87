// SPDX-License-Identifier: EUPL-1.2
/** Pages that tell one thing in several named parts, and facts as terms. */
import { Fragment, type ReactNode, useId } from 'react';
import classes from './section.module.css';

/** The parts of a page, side by side where there is room. */
export function Sections({ children }: { children: ReactNode }) {
  return <div className={classes.sections}>{children}</div>;
}

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

type TermsProps = {
  rows: readonly (readonly [string, ReactNode])[];
  /** Absent facts are left out; otherwise each is a dash. */ leavesOut?: boolean;
};

/** Facts as a list of terms. */
export function Terms({ rows, leavesOut = false }: TermsProps) {
  return (
    <dl className={classes.terms}>
      {rows
        .filter(([, value]) => !leavesOut || !isAbsent(value))
        .map(([term, value]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{isAbsent(value) ? '—' : value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

function isAbsent(value: ReactNode): boolean {
  return value === null || value === undefined || value === '';
}
