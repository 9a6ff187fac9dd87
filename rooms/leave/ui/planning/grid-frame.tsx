// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
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

/** The frame of every planning: it slides under its names, begins at today where it holds it, and is read whole by those who listen. */
export function GridFrame({ caption, corner, heads, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // On a phone a month is three screens wide. Once for each stretch: the reader slides it afterwards.
  useEffect(() => {
    if (box.current) slideToToday(box.current);
  }, [caption]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={box} className={classes.scroll} role="region" aria-label={`${caption}, tableau`} tabIndex={0}>
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

/** The day before first, or as near as the box slides; and no day cut by the names, half of which would be too small to touch. */
function slideToToday(box: HTMLElement): void {
  const [names, ...days] = box.querySelectorAll<HTMLElement>('thead th');
  const today = days.findIndex((day) => 'today' in day.dataset);
  if (!names || today === -1) return;
  box.style.paddingInlineEnd = '';
  const farthest = box.scrollWidth - box.clientWidth;
  const starts = days.slice(0, Math.max(today, 1)).map((day) => Math.ceil(day.offsetLeft - names.offsetWidth));
  const start = starts.find((one) => one >= farthest) ?? starts.at(-1) ?? 0;
  // The end of the month would stop it in the middle of a day.
  box.style.paddingInlineEnd = `${Math.max(0, start - farthest)}px`;
  box.scrollLeft = start;
}
