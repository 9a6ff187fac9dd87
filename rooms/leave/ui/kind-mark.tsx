// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import classes from './leave.module.css';
import { statusWords, tintOf, type Status } from './words.ts';

/** The letters of a kind of absence on its colour; both are said by the label beside it. */
export function KindMark({ kind }: { kind: { short: string; colour: string } | null }) {
  return (
    <span className={classes.short} style={tintOf(kind?.colour ?? 'gray')} aria-hidden>
      {kind?.short ?? 'ABS'}
    </span>
  );
}

export function StatusBadge({ status }: { status: Status }) {
  const { label, colour } = statusWords[status];
  return (
    <Badge color={colour} variant="light">
      {label}
    </Badge>
  );
}
