// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './planning.module.css';

type Props = {
  caption: string;
  /** What the lines are, above their names. */
  corner: string;
  /** The headings of the other columns. */
  heads: ReactNode;
  /** The lines, and what sums them. */
  children: ReactNode;
};

/** The frame of every planning: it slides under its names, and is read whole by those who listen. */
export function GridFrame({ caption, corner, heads, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.scroll} role="region" aria-label={`${caption}, tableau`} tabIndex={0}>
      <table className={classes.grid}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={classes.name}>
              {corner}
            </th>
            {heads}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
