// SPDX-License-Identifier: EUPL-1.2
import classes from './progress.module.css';

/** How far something is: a quota, an import, an upload. The figures stand in words; the bar repeats them. `isOver` marks an overrun. */
export function Progress({
  label,
  value,
  most,
  words,
  isOver = value > most,
}: {
  label: string;
  value: number;
  most: number;
  words: string;
  isOver?: boolean;
}) {
  return (
    <div className={classes.progress} data-over={isOver || undefined}>
      <span className={classes.label}>{label}</span>
      <span className={classes.words}>{words}</span>
      <progress value={Math.min(value, most)} max={most} aria-label={label} aria-valuetext={words} />
    </div>
  );
}
