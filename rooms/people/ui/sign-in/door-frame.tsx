// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useEffect } from 'react';
import classes from './sign-in.module.css';

/** A page of one question, for whoever is not signed in yet. */
export function DoorFrame({ title, says, children }: { title: string; says?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} – Beffroi`;
  }, [title]);
  return (
    <section className={classes.frame}>
      <h1>{title}</h1>
      {says && <p className="quiet">{says}</p>}
      {children}
    </section>
  );
}
