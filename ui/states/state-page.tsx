// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useEffect, useRef } from 'react';
import { BeffroiMark } from '../theme/beffroi-mark.tsx';
import classes from './state.module.css';

/** A page that has one thing to say. Its heading takes the focus, since it comes in place of what was asked. */
export function StatePage({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Beffroi`;
    heading.current?.focus();
  }, [title]);
  return (
    <div className={classes.state}>
      <span className={classes.mark}>
        <BeffroiMark size={44} />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
