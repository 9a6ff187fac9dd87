// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import classes from './state.module.css';

/** Nothing here yet: says so, and what to do next. */
export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
